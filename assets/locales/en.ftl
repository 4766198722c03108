# English

# the screen
app-name = zhupi
screen-too-small = This window is too small: { $width }×{ $height } at least
screen-read-only = read-only
link-connecting = ○ connecting
link-live = ● live  synced { $time }
link-offline = ○ offline  synced { $time }
folder-unread = Messages { $count }
list-arrived = ▲ { $count } new
list-empty = Nothing here
list-loading = Loading…
detail-applicant = From
detail-node = At
detail-approver = With
detail-started = Started
detail-arrived = Arrived
detail-ended = Ended
detail-attachment = File
detail-loading = Loading…
history-empty = No history yet
tab-form = Form
tab-history = History
tab-raw = Raw
status-waits = waits for $
status-reading = checking
status-paused = paused
status-groups = ({ $count } groups)
status-keys = u undo  $ send now
status-sending = { $count ->
    [one] ↑ sending one…
   *[other] ↑ sending { $count }…
}
status-search = Search: { $text }
count-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
comment-keys = Enter stages · Alt-Enter new line · Esc closes
people-keys = Type a name or pinyin · ↑↓ · Enter · Alt-Enter with comment
people-loading = Loading people…
people-none = Nobody matches
question-title = Please confirm
question-keys = y yes · n no
question-quit-keys = s send · k keep · d drop · n stay
question-quit = Quit zhupi?
question-quit-staged = { $count ->
    [one] One decision has not been sent: send it, keep it for next time, or drop it?
   *[other] { $count } decisions have not been sent: send them, keep them for next time, or drop them?
}
question-revoke = “{ $title }” has been sent. Take that decision back?
help-title = Keys
help-keys = j k scroll · Esc closes

# commands; what stands before the parenthesis is for the hint bar
group-move = Move
group-folders = Folders and detail
group-find = Find
group-decide = Decide
group-commit = Commit
group-other = Other
do-down = next row
do-up = previous row
do-top = first row
do-bottom = last row
do-half-down = half a page down
do-half-up = half a page up
do-page-down = page down
do-page-up = page up
do-left = to the list
do-right = to the detail
do-open = open
do-zoom = zoom (the detail takes the whole screen)
do-back = one layer back
do-quit = quit (first one layer back)
do-next-folder = next folder
do-previous-folder = previous folder
do-next-tab = next tab
do-previous-tab = previous tab
do-scroll-down = scroll the detail down
do-scroll-up = scroll the detail up
do-search = find (title, applicant, flow, node; pinyin too)
do-search-next = next match
do-search-previous = previous match
do-approve = approve (a handle node is handled)
do-approve-with = comment (approve with a comment)
do-reject = reject (needs a comment)
do-transfer = transfer
do-revoke = revoke (your own request or decision)
do-submit = submit
do-repeat = repeat the last decision
do-unstage = take back; what was sent: ask whether it can be revoked
do-stage-again = stage again
do-send-now = send now
do-preview = show or hide the detail
do-refresh = refresh
do-refresh-all = refresh everything
do-help = help
do-redraw = redraw the screen
do-suspend = suspend
do-interrupt = ask whether to quit

# one line for the user
toast-blocked = { $verb }: { $reason }
toast-burst = That looks pasted, so it was not taken as keys
toast-paste-ignored = Pasted text is never keys: ignored
toast-input-method = Got “{ $char }”: is the input method on?
toast-not-found = Not found: { $text }
toast-nothing-staged = Nothing is staged
toast-nothing-to-repeat = No decision to repeat yet
toast-nothing-to-take-back = Nothing to take back
toast-nothing-to-put-back = Nothing to stage again
toast-asking-to-revoke = Asking whether it can be revoked…
toast-taken-back = Taken back: { $title } ({ $count })
toast-decided-already = This one has been decided already
toast-comment-required = Rejecting needs a comment
toast-comment-too-long = A comment has 500 characters at most
toast-comment-kept = The comment is kept; it is there when you open the box again
toast-nobody = Nobody is chosen
toast-recovered = Decisions cut off last time were looked up: { $done } done, { $open } not carried out, { $unknown } unknown
toast-restored = { $count } staged last time are still here; $ sends them

# why a receipt says what it says
note-changed = the form is not what you saw; nothing was sent
note-closed = the program is ending
note-closed-otherwise = the task was closed by something else
note-decided-already = already decided
note-decided-by-other = decided by { $text }
note-decided-otherwise = you decided otherwise ({ $text })
note-ended = the request has ended
note-gone = the server does not have it any more
note-in-flight = another zhupi is at it
note-no-answer = no answer came
note-no-baseline = the form could not be read; nothing was sent
note-not-mine = now with { $text }
note-nothing-to-revoke = there is no decision to revoke
note-still-open = not carried out; decide again

# errors
error-item-ambiguous = { $id } means more than one item: { $one }, { $other }
error-item-unknown = no item { $id }
error-person-ambiguous = { $name } is the name of several people: { $ids }
error-person-unknown = nobody is called { $name }
error-keys = the keymap is wrong: { $reason }
error-keys-clash = keys clash: { $keys } ({ $name }) and { $other_keys } ({ $other })
error-lock = cannot lock a file in { $folder }: { $reason }
error-store = cannot open { $file }: { $reason }
error-store-gone = the database thread has stopped
error-store-work = reading or writing the journal failed: { $reason }
hint-item-id = use a whole id as list prints it
hint-person = look the name up with users
hint-person-id = use one of the ids
# 中文

# provider
error-account-address = Account { $account }: { $key } does not make a usable http or https address
error-account-key = Account { $account } lacks { $key }
error-answer-shape = The server's answer to { $interface } is not as documented ({ $place })
error-answer-too-deep = The server's answer nests deeper than { $depth } levels
error-answer-too-large = The server's answer is larger than { $bytes } bytes
error-answer-unreadable = The server's answer is not JSON
error-auth = The server does not accept the login
error-forbidden = The server does not allow this
error-http-client = The connection could not be prepared: { $reason }
error-interrupted = The connection to { $host } broke before the answer was complete
error-legal = The server withholds this for legal reasons
error-no-answer = No answer from { $host } within { $seconds } s
error-no-secret = No secret for account { $account }
error-no-task = The server names no task for this item
error-not-enabled = The service is not enabled for this environment
error-not-found = The server does not know what was asked for
error-payment = The server asks for payment: the environment is overdue or out of quota
error-rate = Too many requests
error-rate-wait = Too many requests; the server asks to wait { $seconds } s
error-redirect = The server points to another address (HTTP { $status }), which is not followed
error-refused = The server refused
error-refused-no-reason = The server refused and gave no reason
error-server = The server failed (HTTP { $status })
error-unreachable = { $host } could not be reached
error-unsure = The server cannot say whether it was done
hint-account-key = Set { $key } for this account in the configuration
hint-auth = Check user_id, secret_id and the secret of this account
hint-no-secret = Set the environment variable { $variable }, or secret_command in the configuration
hint-unreachable = Check the network, the proxy and the account's address
