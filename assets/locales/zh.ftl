# 中文

# provider
error-account-address = 账号 { $account }：{ $key } 无法构成可用的 http 或 https 地址
error-account-key = 账号 { $account } 缺少 { $key }
error-answer-shape = 服务器对 { $interface } 的回答与文档不符（{ $place }）
error-answer-too-deep = 服务器的回答嵌套超过 { $depth } 层
error-answer-too-large = 服务器的回答超过 { $bytes } 字节
error-answer-unreadable = 服务器的回答不是 JSON
error-auth = 服务器不接受此登录凭证
error-forbidden = 服务器不允许此操作
error-http-client = 无法准备连接：{ $reason }
error-interrupted = 与 { $host } 的连接在收完回答之前中断
error-legal = 服务器因法律原因不提供此内容
error-no-answer = { $host } 在 { $seconds } 秒内没有回答
error-no-secret = 账号 { $account } 没有密钥
error-no-task = 服务器没有给出此项的任务
error-not-enabled = 此环境尚未开通该服务
error-not-found = 服务器上没有所请求的内容
error-payment = 服务器要求付费：环境已欠费或超出配额
error-rate = 请求过于频繁
error-rate-wait = 请求过于频繁，服务器要求等待 { $seconds } 秒
error-redirect = 服务器指向另一个地址（HTTP { $status }），未跟随
error-refused = 服务器拒绝了请求
error-refused-no-reason = 服务器拒绝了请求，未说明原因
error-server = 服务器出错（HTTP { $status }）
error-unreachable = 无法连接 { $host }
error-unsure = 服务器无法确定是否已执行
hint-account-key = 请在配置中为此账号设置 { $key }
hint-auth = 请检查此账号的 user_id、secret_id 和密钥
hint-no-secret = 请设置环境变量 { $variable }，或在配置中设置 secret_command
hint-unreachable = 请检查网络、代理和账号的地址
