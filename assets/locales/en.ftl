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
