# English

# folders
folder-todo = To do
folder-done = Done
folder-cc = Copied
folder-created = Created
folder-draft = Drafts

# verbs
verb-approve = approve
verb-reject = reject
verb-handle = handle
verb-submit = submit
verb-transfer = transfer
verb-revoke = revoke
verb-countersign = countersign
verb-rollback = roll back
verb-remind = remind
verb-stop = stop

# statuses
receipt-done = done
receipt-refused = refused
receipt-failed = not done
receipt-stale = changed
receipt-unknown = unknown
receipt-planned = not sent
receipt-open = open

# acts in the history
action-submit = submitted
action-approve = approved
action-reject = rejected
action-transfer = transferred
action-revoke = revoked
action-rollback = rolled back
action-countersign = added a signer
action-stop = stopped
action-skip = skipped (as approved)
action-skip-rejected = skipped (as rejected)
action-handle = handled
action-cc = copied
action-void = voided
action-save-draft = saved a draft

# how an instance ended
outcome-approved = approved
outcome-rejected = rejected
outcome-stopped = stopped
outcome-voided = voided
outcome-running = running

# how the people of a node decide together
mode-any = any one signs
mode-all = all sign
mode-sequence = one after the other

# task states
task-open = open
task-done = done
task-void = void
task-draft = draft
task-unsubmitted = to be submitted

# kinds of messages
message-task = task
message-notice = notice

# why a verb cannot be done
blocked-folder = not possible for items of this folder
blocked-kind = this step asks for something else
blocked-flow = this flow does not allow it here
blocked-ended = this flow has ended
blocked-not-mine = this task is no longer yours
blocked-read-only = this account is read-only
blocked-provider = this provider has no such function
blocked-no-inputs = there is nothing to fill in here
blocked-no-copies = no copies can be sent here
blocked-not-staged = no decision is staged yet

# columns
column-id = ID
column-title = Title
column-flow = Flow
column-from = From
column-node = Step
column-at = With
column-state = State
column-handled-as = You
column-waiting = Waiting
column-started = Started
column-arrived = Arrived
column-handled = Handled
column-copied = Copied
column-ended = Ended
column-number = Number
column-name = Name
column-nick-name = Nickname
column-email = Email
column-phone = Phone
column-when = When
column-hand = Hand
column-verb = Verb
column-receipt = Result
column-message = Message
column-instance = Instance
column-task = Task
column-key = Key
column-version = Version
column-description = Description
column-read = New
column-kind = Kind
column-subtitle = About
column-text = Text
column-candidates = Candidates

# command line
cli-usage = Usage: { $usage }
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-global-options = Global options
cli-zhupi = An inbox for approvers in the terminal. Without a command, opens the inbox.
cli-demo = Open the inbox, or run a command, on an embedded demo server
cli-sandbox = Run the demo server by itself until interrupted
cli-sandbox-codes =
    Business error codes, the sandbox's own (the vendor publishes none):
      MissingParameter            A parameter that must be there is absent or empty
      InvalidParameter            A parameter has another type, or a value that makes no sense here
      ResourceNotFound.Task       No task, or no copy, has this id
      ResourceNotFound.Instance   No instance has this id
      ResourceNotFound.User       Nobody has this id
      ResourceNotFound.Message    This person has no message with this id
      FailedOperation.TaskEnded   The task no longer waits for a decision
      FailedOperation.NotAllowed  The flow's settings or its present state forbid it
      UnauthorizedOperation       The task or the instance is somebody else's
      UnsupportedOperation        There is no such interface
      InternalError               The sandbox itself failed
cli-listen = Receive the workflow's pushes and hand each new event on
cli-counts = Totals per folder, and unread messages
cli-list = List the items of a folder
cli-show = Show everything about one approval
cli-canvas = Draw the flow of one approval
cli-approve = Approve (at a handling step: handle)
cli-reject = Reject, with a comment
cli-handle = Handle items at a handling step
cli-submit = Submit drafts, or requests waiting to be submitted
cli-transfer = Hand over to somebody else
cli-countersign = Add people who have to agree as well
cli-rollback = Send back to an earlier step
cli-revoke = Take back your own request or decision
cli-remind = Remind those with whom your request stands
cli-stop = Stop your own request, with a reason
cli-next = List the next approvers still to be chosen, or choose
cli-messages = List messages, or mark them
cli-read = Mark messages as read
cli-unread = Mark messages as unread
cli-flows = List the flows that can be started
cli-start = Start a flow
cli-instances = List all instances of flows
cli-tasks = List the tasks of an instance
cli-users = Find people by name, pinyin, email or phone
cli-journal = Show the decisions made from here
cli-resume = Find out how unsettled decisions ended; sends nothing
cli-arg-account = The account to use
cli-arg-config = The configuration file to use
cli-arg-read-only = Look only, decide nothing
cli-arg-verbose = Tell each request on standard error
cli-arg-output = How to print answers; table by default
cli-arg-lang = The language; that of the system by default
cli-arg-color = Whether to use colours; auto by default
cli-arg-help = Show help
cli-arg-version = Show the version
cli-arg-list-folder = todo, done, cc, created or draft; todo by default
cli-arg-folder = Look only in this folder: todo, done, cc, created, draft
cli-arg-sort = started, arrived, name, flow, from, node, id, ended or status
cli-arg-reverse = The other way round
cli-arg-limit = At most so many items; 50 by default
cli-arg-all = All items
cli-arg-id = An item's id, an instance id, or the ending of one
cli-arg-ids = Items' ids, one or several
cli-arg-instance = Show the instance of this id
cli-arg-raw = Show the server's answers as they are
cli-arg-canvas-instance = Draw the instance of this id
cli-arg-format = text (the default), dot for Graphviz, or mermaid
cli-arg-comment = A comment of at most 500 characters
cli-arg-revoke-comment = Not sent: the interface takes no comment
cli-arg-countersign-comment = Not sent: the interface takes no comment
cli-arg-rollback-comment = Not sent: the interface takes no comment
cli-arg-remind-comment = Not sent: the interface takes no comment
cli-arg-stop-comment = The same as --reason
cli-arg-reason = Why it is stopped, at most 500 characters
cli-arg-dry-run = Only say what would be done
cli-arg-yes = Send without asking
cli-arg-no-guard = Send without checking that the item is unchanged
cli-arg-to = To whom: an id, or a name that means one person
cli-arg-rollback-to = The step to go back to: its id or name; by default the one just before
cli-arg-rollback-list = Only list the steps it can go back to
cli-arg-add = Who has to agree as well: ids or names
cli-arg-cc = Who gets a copy: ids or names
cli-arg-input = A value to fill in, as text or, where a number stands, a number
cli-arg-next = Who is asked next, where that has to be chosen: ids or names, or all
cli-arg-next-id = The decided item whose next approver is chosen
cli-arg-next-to = Who is asked next: ids or names
cli-arg-next-all = Everybody offered
cli-arg-messages-unread = Only unread ones
cli-arg-search = Only those with this text in the title
cli-arg-messages-kind = Only task: about something to decide, or notice: about something that happened
cli-arg-message-ids = Messages' ids, one or several
cli-arg-read-all = All messages
cli-arg-unread-all = All messages
cli-arg-flows-kind = approval (the default) or logic
cli-arg-start-flow = The flow: its key, or a name that means one
cli-arg-start-input = A value to begin with, as text, or a whole variable as JSON
cli-arg-instances-flow = Only of this flow: its key or name, or the code of one version
cli-arg-status = Only running, approved, rejected or stopped ones
cli-arg-starter = Only those of this person: an id, or a name that means one person
cli-arg-instances-version = Only of this version of the flow
cli-arg-instances-since = Only those started since: a date, an RFC 3339 time, today, or -7d, -3h
cli-arg-until = Only those started until then
cli-arg-instances-sort = started, ended, flow, from, status or title
cli-arg-tasks-instance = The id of an instance
cli-arg-role = Whose act to take back; by default the item's folder tells
cli-arg-text = The text to find
cli-arg-since = From when: a date, an RFC 3339 time, today, or -7d, -3h
cli-arg-verify = Check that every row is as it was written
cli-arg-addr = Where to listen; by default a free port of 127.0.0.1
cli-arg-push = Where every step of a flow is pushed to, such as http://127.0.0.1:7878/secret
cli-arg-listen-addr = Where to listen; by default what [listen] in the configuration says
cli-arg-listen-path = The secret path that pushes come to; by default the configured one, else one made once
cli-arg-listen-exec = A shell command that is run once for each new event, with the event on its standard input
cli-arg-listen-jsonl = A file that each new event is appended to as a line; - is standard output
cli-arg-listen-retry = Run the command for the events that it kept failing on, then end
cli-arg-db = Keep the data in this file; by default in memory only
cli-arg-items = Have so many to-dos instead
cli-arg-people = Have so many people at least
cli-arg-token-seconds = Seconds that a token lives
cli-arg-style = How to answer: clean, or as-documented with the oddities of the vendor's examples
cli-arg-latency = Milliseconds by which each answer is delayed
cli-arg-faults = Faults to simulate (a TOML file)
cli-arg-write-config = Once it listens, write ready accounts to this file
cli-unread-messages = Unread
cli-more = { $shown } of { $total } shown; --all lists the rest.
cli-form = Form
cli-lines = Lines
cli-attachments = Attachments
cli-verbs = Verbs
cli-history = History
cli-possible = possible
cli-hand = You will decide as { $hand }:
cli-confirm = Go ahead? [y/N]
cli-no-comment = { $verb }: the interface takes no comment; yours will not be sent.
cli-progress = { $ended } of { $total } · { $done } done · { $seconds } s left
cli-choose-next = The flow stands still until the next approver is chosen: zhupi next ID --to USER
journal-whole = { $rows } rows, each as it was written. Head: { $head }
journal-empty = The journal is empty.
journal-note-head = Note the head elsewhere: only there it shows whether the end has been cut off.
journal-changed = { $part } { $row } was changed after it was written. The { $rows } rows before it are whole.
journal-removed = { $part } { $row } was removed. The { $rows } rows before it are whole.
journal-added = { $part } { $row } was not written by zhupi. Its { $rows } own rows are whole.
part-intent = Decision
part-party = Person
part-receipt = Receipt
part-candidate = Candidate
part-attempt = Choice
part-outcome = Outcome of a choice
part-chain = Seal
cli-start-without-inputs = This flow expects values to begin with; none are given.
cli-made-read = { $count } marked as read
cli-made-unread = { $count } marked as unread
cli-listening = The demo server listens at { $address }; Ctrl-C ends it.
cli-listening-pushes = Listening for pushes at { $address }; Ctrl-C ends it.
cli-listen-path = The secret path is in { $file }; it belongs behind the address.
cli-listen-retried = { $retried ->
    [one] 1 event
   *[other] { $retried } events
 } tried again, { $dead } put aside.

# notes on receipts
note-stopped = interrupted before it was sent
note-changed = the form is not what you saw; nothing was sent
note-not-a-candidate = the server does not offer this task
note-chosen-already = somebody has chosen already
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
note-no-copies = this step sends no copies
note-not-mine = now with { $text }
note-nothing-to-revoke = there is no decision to revoke
note-reminded-enough = reminded three times today already; tomorrow it can be again
note-still-open = not carried out; decide again

# errors
error-usage = The command line cannot be understood
error-usage-argument = There is no argument { $arg }
error-usage-command = There is no command { $command }
error-usage-choice = { $arg } cannot be "{ $value }"; it is one of { $valid }
error-usage-value = { $arg } cannot be "{ $value }"
error-usage-no-value = { $arg } needs a value
error-usage-missing = { $arg } is missing
error-usage-conflict = { $arg } cannot be used with { $other }
error-usage-twice = { $arg } can be given only once
error-comment-required = To reject, say why with --comment
error-reason-required = To stop a request, say why with --reason
error-comment-long = The comment has { $length } characters; { $limit } is the limit
error-yes-required = There is no terminal to confirm at; nothing was sent
error-no-terminal = The inbox needs a terminal
error-since = "{ $text }" is not a time
error-read-only = The account { $account } is read-only
error-output = The answer cannot be written: { $reason }
error-sandbox = The demo server cannot run: { $reason }
error-listen = { $address } cannot be listened on: { $reason }
error-listen-twice = Another zhupi takes the pushes already ({ $folder })
error-listen-nowhere = It is not said where to listen
hint-listen-nowhere = Give --addr HOST:PORT, or set addr in [listen] in the configuration.
error-listen-path = The secret path must begin with / and have letters, digits and -._~/ only
error-stopped = Interrupted
error-system = The system failed
error-file = The file { $file } cannot be read or written: { $reason }
error-folder = The folder { $folder } cannot be made: { $reason }
error-no-home = There is no home directory
error-config = Wrong configuration: { $file }:{ $line }:{ $column }: { $reason }
error-config-value = { $file }: { $key } must be one of { $allowed }
error-config-secret = { $file }, line { $line }, column { $column }: { $key } is a secret and never stands in the file; use the environment or secret_command
error-config-key = Wrong configuration: { $file }:{ $line }:{ $column }: there is no key { $key }; did you mean { $nearest }?
error-config-unreadable = The configuration file { $file } cannot be read: { $reason }
error-account-name = "{ $name }" cannot name an account ({ $file }): use a-z, 0-9, - and _
error-account-unknown = There is no account "{ $name }"; there are: { $known }
error-no-account = No account is set up yet ({ $file })
error-no-default-account = Several accounts, and none is the default: { $known }
error-secret-command = The secret_command of account { $account } gave no secret: { $reason }
error-item-ambiguous = { $id } means more than one item: { $one }, { $other }
error-item-unknown = no item { $id }
error-no-choice = No next approver is to be chosen for { $id }
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

# hints
hint-usage = zhupi --help shows how
hint-usage-similar = Did you mean { $similar }?
hint-comment = For example: --comment "please attach the invoice"
hint-reason = For example: --reason "the trip was cancelled"
hint-no-choice = zhupi next lists those that wait
hint-may-have-started = It may have been started all the same: look with instances before trying again
hint-yes = Add --yes to send, or --dry-run to see what would be sent
hint-no-terminal = Scripts use commands, such as zhupi list todo -o json
hint-since = For example 2026-11-20, 2026-11-20T09:00:00+08:00, today, -7d
hint-read-only = Leave out --read-only, or read_only in the configuration
hint-config-file = --config or ZHUPI_CONFIG names another file
hint-account = Name one with --account, or set default_account
hint-no-account = Have a look around without one: zhupi demo
hint-secret-command = Run the command by itself to see why, or use the environment

# the screen
app-name = zhupi
screen-too-small = This window is too small: { $width }×{ $height } at least
screen-read-only = read-only
link-connecting = ○ connecting
link-live = ● live  synced { $time }
link-offline = ○ offline  synced { $time }
link-open = not encrypted
folder-unread = Messages { $count }
list-arrived = ▲ { $count } new
list-stands-with = with { $name }
list-empty = Nothing here
list-loading = Loading…
detail-applicant = From
detail-node = At
detail-approver = With
detail-mode = Together
detail-started = Started
detail-arrived = Arrived
detail-ended = Ended
detail-attachment = File
detail-loading = Loading…
canvas-empty = There is no drawing of this flow
look-ahead-you = you
history-empty = No history yet
tab-form = Form
tab-canvas = Flow
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
status-filled = { $count } filled in
status-copies = copy to { $names }
count-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
comment-keys = Enter stages · Alt-Enter new line · Esc closes
people-keys = Name · ↑↓ · Tab several · Enter · Alt-Enter comment
copies-keys = Name · ↑↓ · Tab several · Enter accepts · Esc closes
copies-title = Copy to · { $what }
filling-title = Fill in { $what }
filling-keys = ↑↓ Tab fields · Enter accepts · Esc closes
filling-keys-draft = ↑↓ Tab fields · Enter accepts · Alt-Enter saves a draft · Esc closes
filling-wrong = ✗ must be { $wanted }
filling-was = was { $was }
filling-sent = ✎ will send { $label }: { $was } → { $is }
wanted-text = text
wanted-number = a number
wanted-date = a date: 2026-11-20
wanted-json = JSON
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
do-countersign = countersign
do-rollback = roll back (to an earlier node)
do-remind = remind (your own request)
do-stop = stop (your own request; needs a reason and its number)
do-choose-next = choose the next approver
do-command = command (by its name)
do-revoke = revoke (your own request or decision)
do-submit = submit
do-fill = fill in (the fields that the flow leaves to you)
do-copy = copy to (with the staged decision)
do-repeat = repeat the last decision
do-unstage = take back; what was sent: ask whether it can be revoked
do-stage-again = stage again
do-send-now = send now
do-preview = show or hide the detail
do-attachment = where the files are
do-refresh = refresh
do-refresh-all = refresh everything
do-help = help
do-redraw = redraw the screen
do-suspend = suspend
do-interrupt = ask whether to quit

# one line for the user
toast-no-target = There is no node to go back to
toast-no-choice = Nothing waits for its next approver
toast-choice-waits = Nobody is chosen yet: the flow stands still until somebody is; gn asks again
toast-number-differs = That is not its number
toast-no-command = There is no command { $name }; ? lists them
toast-chosen = next approver { $status } · { $title }
targets-loading = Asking where it can go back to…
targets-keys = ↑↓ · Enter stages · Esc closes
targets-keys-drawn = ↑↓ · Tab drawing · Enter stages · Esc closes
aim-keys = ↑↓ h j k l pick · Tab list · Enter stages · Esc closes
targets-start = (where it is submitted)
targets-last = (the node before)
choose-title = Next approver · { $title } ({ $count })
choose-keys = ↑↓ · Tab marks several · Enter · Esc later
number-question = Stopping is final. Type the last four characters: { $ending }
number-keys = Enter stages · Esc closes
status-choices = to choose: { $count } (gn)
toast-blocked = { $verb }: { $reason }
toast-burst = That looks pasted, so it was not taken as keys
toast-paste-ignored = Pasted text is never keys: ignored
toast-input-method = Got “{ $char }”: is the input method on?
toast-not-found = Not found: { $text }
toast-offline = Offline: nothing is sent; press $ again when the line is back
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
toast-filled = { $count } filled in; it goes with the decision on this item
toast-filled-nothing = Nothing differs from what stands there
toast-filling-kept = What was typed is kept; it is there when you open the box again
toast-filling-wrong = What is marked does not fit; nothing is staged
toast-still-reading = Still reading this item; try again in a moment
toast-no-draft = Only a request that waits to be submitted can be saved as a draft
toast-attachment-at = The files are at { $files }
toast-attachment-stored = { $files }: kept in the environment's storage, which the interface hands out no file of; open them on the page of the request
toast-no-attachment = There are no files here
toast-saved = save draft: { $status } · { $title }
toast-recovered = Decisions cut off last time were looked up: { $done } done, { $open } not carried out, { $unknown } unknown
toast-restored = { $count } staged last time are still here; $ sends them

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
error-flow-unknown = No flow is called { $name }
error-unsupported = This provider has no such function
error-no-people = Name at least one person
error-no-target = Name the step to go back to
error-nowhere-back = There is no earlier step to go back to
error-no-node-before = It is not clear which step is the one before; name one of: { $known }
error-node-unknown = It cannot go back to "{ $name }", only to: { $known }
error-no-inputs = There is nothing to fill in here
error-input-unknown = { $key } cannot be filled in here, only: { $known }
error-input-number = { $field } has to be a number, not "{ $value }"
error-input-date = { $field } has to be a date (2026-11-20) or milliseconds, not "{ $value }"
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
error-request = {" "}(request { $id })
error-issuer = The certificate of { $host } was issued by an unknown authority
error-handshake = No encrypted connection to { $host } could be made: { $reason }
error-certificate-time = The certificate of { $host } is not valid at this time
error-certificate-name = The certificate that { $host } shows is not its own
error-authorities = The certificates in { $file } cannot be used: { $reason }
hint-account-key = Set { $key } for this account in the configuration
hint-auth = Check user_id, secret_id and the secret of this account
hint-no-secret = Set the environment variable { $variable }, or secret_command in the configuration
hint-unreachable = Check the network, the proxy and the account's address
hint-unsure = It may have been done: refresh and look before deciding again; zhupi resume finds out
hint-too-much = That was too much at once: send it in parts
hint-server = Try again later; if it stays, tell the service the request id
hint-refused = Do as the server says; give the request id to whoever you ask
hint-rate = Wait and try again; or lower concurrency and raise poll_seconds
hint-payment = Ask an administrator to pay for the environment or raise its quota, then try again
hint-not-found = Check env_id, env_type and base_url; the item may be gone
hint-not-enabled = Ask an administrator to enable the service for this environment
hint-legal = Ask the service's support, and give the request id
hint-issuer = If the authority is your own, name its root certificate (PEM) in SSL_CERT_FILE
hint-gone = It may have ended or been removed: refresh and look again
hint-forbidden = Ask an administrator to allow it for this key or user
hint-env = Check env_id, region and env_type of the account
hint-clock = Check this machine's clock; if the certificate is really over, tell the server's administrator
hint-authorities = SSL_CERT_FILE and SSL_CERT_DIR must name certificates in PEM format
hint-answer = Check base_url; a proxy or a login page may have answered instead
hint-address = Check base_url of the account, or env_id and region

# putting it together
error-provider-unknown = account { $account } names an unknown provider: { $name }
error-terminal = the terminal cannot be used
error-theme = there is no theme { $name }; there are: { $known }
hint-provider = the provider is weda
