# 中文

# folders
folder-todo = 待办
folder-done = 已办
folder-cc = 抄送
folder-created = 我发起
folder-draft = 草稿

# verbs
verb-approve = 同意
verb-reject = 驳回
verb-handle = 处理
verb-submit = 提交
verb-transfer = 转办
verb-revoke = 撤销

# statuses
receipt-done = 完成
receipt-refused = 被拒
receipt-failed = 未执行
receipt-stale = 已变化
receipt-unknown = 不明
receipt-planned = 未发送
receipt-open = 待定

# kinds
kind-approval = 审批
kind-handle = 处理
kind-submit = 提交

# acts in the history
action-submit = 提交
action-approve = 同意
action-reject = 驳回
action-transfer = 转办
action-revoke = 撤销
action-rollback = 回退
action-countersign = 加签
action-stop = 终止
action-skip = 跳过（视为同意）
action-skip-rejected = 跳过（视为驳回）
action-handle = 处理
action-cc = 抄送
action-void = 作废
action-save-draft = 存草稿

# how an instance ended
outcome-running = 进行中
outcome-ended = 已结束
outcome-approved = 已通过
outcome-rejected = 已驳回
outcome-stopped = 已终止
outcome-voided = 已作废

# why a verb cannot be done
blocked-folder = 这一栏的事项不能这样操作
blocked-kind = 当前节点要的是另一种操作
blocked-flow = 流程不允许在这里这样操作
blocked-ended = 流程已经结束
blocked-not-mine = 这项任务已不在你手上
blocked-read-only = 这个账号设为只读
blocked-provider = 这个平台没有此功能

# columns
column-id = 编号
column-title = 标题
column-flow = 流程
column-from = 申请人
column-node = 节点
column-at = 当前处理人
column-state = 状态
column-handled-as = 我的操作
column-waiting = 已等
column-started = 发起
column-arrived = 到达
column-handled = 处理
column-copied = 抄送
column-ended = 结束
column-number = 单号
column-name = 姓名
column-nick-name = 昵称
column-email = 邮箱
column-phone = 电话
column-when = 时间
column-hand = 经手人
column-verb = 操作
column-receipt = 结果
column-message = 说明

# command line
cli-usage = 用法：{ $usage }
cli-commands = 命令
cli-arguments = 参数
cli-options = 选项
cli-global-options = 全局选项
cli-zhupi = 朱批：终端里的审批收件箱。不带命令时打开收件箱。
cli-demo = 在内置的演示环境里打开收件箱，或运行一条命令
cli-sandbox = 单独运行演示服务器，直到中断
cli-counts = 各栏数目和未读消息
cli-list = 列出一栏里的事项
cli-show = 查看一项审批的全部内容
cli-approve = 同意（办理节点则为处理）
cli-reject = 驳回，须附意见
cli-handle = 处理办理节点的事项
cli-submit = 提交草稿或待提交的申请
cli-transfer = 转办给另一个人
cli-revoke = 撤销自己的申请或决定
cli-users = 按姓名、拼音、邮箱或电话找人
cli-journal = 查看在这里做过的决定
cli-resume = 查清结果不明的决定；不会重新发送
cli-arg-account = 使用哪个账号
cli-arg-config = 使用哪个配置文件
cli-arg-read-only = 只看，不做任何决定
cli-arg-output = 输出格式，默认 table
cli-arg-lang = 界面语言，默认随系统
cli-arg-color = 是否用颜色，默认 auto
cli-arg-help = 显示帮助
cli-arg-version = 显示版本
cli-arg-list-folder = 哪一栏：todo、done、cc、created、draft；默认 todo
cli-arg-folder = 只在这一栏里找：todo、done、cc、created、draft
cli-arg-sort = 排序：started、arrived、name、flow、from、node、id、ended、status
cli-arg-reverse = 倒序
cli-arg-limit = 最多列出几项，默认 50
cli-arg-all = 全部列出
cli-arg-id = 事项编号、流程实例编号，或其末几位
cli-arg-ids = 事项编号，可以给多个
cli-arg-instance = 按流程实例编号查看
cli-arg-raw = 显示服务器的原始应答
cli-arg-comment = 审批意见，最多 500 字
cli-arg-revoke-comment = 撤销接口不收意见，不会送出
cli-arg-dry-run = 只预演，什么都不发送
cli-arg-yes = 不再询问，直接发送
cli-arg-no-guard = 发送前不再核对事项是否有变
cli-arg-to = 转给谁：编号，或唯一的姓名
cli-arg-role = 以申请人（applicant）还是审批人（approver）的身份撤销，默认看事项在哪一栏
cli-arg-text = 要找的文字
cli-arg-since = 从何时起：日期、RFC 3339 时刻、today，或 -7d、-3h 之类
cli-arg-addr = 监听地址，默认 127.0.0.1 上的空闲端口
cli-arg-db = 数据存进这个文件，默认只在内存里
cli-arg-items = 待办改为这么多项
cli-arg-latency = 每次应答延迟的毫秒数
cli-arg-faults = 要模拟的故障（TOML 文件）
cli-arg-write-config = 开始监听后，把可用的账号配置写进这个文件
cli-unread = 未读消息
cli-more = 已列出 { $shown } 项，共 { $total } 项；加 --all 列出全部。
cli-form = 表单
cli-lines = 明细
cli-attachments = 附件
cli-verbs = 操作
cli-history = 记录
cli-possible = 可以
cli-hand = 将以 { $hand } 的身份执行：
cli-confirm = 确定吗？[y/N]
cli-no-comment = 撤销接口不收意见，意见不会送出。
cli-listening = 演示服务器已在 { $address } 运行，按 Ctrl-C 结束。

# notes on receipts
note-stopped = 已中断，没有发送
note-changed = 表单与看到的不同，没有发出
note-closed = 程序正在结束
note-closed-otherwise = 任务已由别的操作关闭
note-decided-already = 已经处理过了
note-decided-by-other = { $text } 已处理
note-decided-otherwise = 你已另作处理（{ $text }）
note-ended = 流程已经结束
note-gone = 服务器上已没有这一项
note-in-flight = 另一个 zhupi 正在处理这一项
note-no-answer = 没有收到答复
note-no-baseline = 读不到表单，没有发出
note-not-mine = 现在由 { $text } 处理
note-nothing-to-revoke = 没有可撤销的决定
note-still-open = 没有生效，可以再次决定

# errors
error-usage = 命令行不对
error-usage-argument = 没有 { $arg } 这个参数
error-usage-command = 没有 { $command } 这个命令
error-usage-choice = { $arg } 不能是“{ $value }”，可选：{ $valid }
error-usage-value = { $arg } 不能是“{ $value }”
error-usage-no-value = { $arg } 后面缺少内容
error-usage-missing = 缺少 { $arg }
error-usage-conflict = { $arg } 不能和 { $other } 一起用
error-usage-twice = { $arg } 只能出现一次
error-comment-required = 驳回须用 --comment 写明意见
error-comment-long = 意见有 { $length } 字，最多 { $limit } 字
error-yes-required = 这里没有终端可供确认，没有发送任何决定
error-no-terminal = 收件箱需要在终端里打开
error-since = 看不懂时间“{ $text }”
error-read-only = 账号 { $account } 设为只读，不能做决定
error-output = 无法输出结果：{ $reason }
error-sandbox = 演示服务器无法运行：{ $reason }
error-stopped = 已中断
error-system = 系统出错，无法继续
error-file = 无法读写文件 { $file }：{ $reason }
error-folder = 无法建立文件夹 { $folder }：{ $reason }
error-no-home = 找不到用户的主目录
error-config = 配置有误：{ $file } 第 { $line } 行第 { $column } 列：{ $reason }
error-config-key = 配置有误：{ $file } 第 { $line } 行第 { $column } 列：没有 { $key } 这一项，是不是 { $nearest }？
error-config-unreadable = 读不了配置文件 { $file }：{ $reason }
error-account-name = 账号名“{ $name }”不合规则（{ $file }）：只用小写字母、数字、- 和 _
error-account-unknown = 没有名为“{ $name }”的账号，已有：{ $known }
error-no-account = 还没有设置账号（{ $file }）
error-no-default-account = 有多个账号，不知用哪一个：{ $known }
error-secret-command = 账号 { $account } 的 secret_command 没能给出密钥：{ $reason }
error-item-ambiguous = { $id } 不只指一项：{ $one }、{ $other }
error-item-unknown = 找不到 { $id }
error-person-ambiguous = 叫{ $name }的不止一人：{ $ids }
error-person-unknown = 没有叫{ $name }的人
error-keys = 按键表有误：{ $reason }
error-keys-clash = 按键冲突：{ $keys }（{ $name }）与 { $other_keys }（{ $other }）
error-lock = 无法在 { $folder } 中加锁：{ $reason }
error-store = 无法打开 { $file }：{ $reason }
error-store-gone = 记录数据库已停止
error-store-work = 读写记录失败：{ $reason }
hint-item-id = 用 list 给出的完整 id
hint-person = 用 users 查找姓名
hint-person-id = 请用其中一个 id

# hints
hint-usage = 用 zhupi --help 查看用法
hint-usage-similar = 是不是 { $similar }？
hint-comment = 例如：--comment "请补充发票"
hint-yes = 加 --yes 直接发送，或加 --dry-run 只预演
hint-no-terminal = 在脚本里请用命令，例如 zhupi list todo -o json
hint-since = 例如 2026-11-20、2026-11-20T09:00:00+08:00、today、-7d
hint-read-only = 去掉 --read-only，或配置里的 read_only
hint-config-file = 用 --config 或 ZHUPI_CONFIG 可以指定另一个配置文件
hint-account = 用 --account 指定，或在配置里写 default_account
hint-no-account = 没有账号也可以先试试：zhupi demo
hint-secret-command = 在终端里单独运行这条命令看看，或改用环境变量

# the screen
app-name = 朱批
screen-too-small = 窗口太小，至少 { $width }×{ $height }
screen-read-only = 只读
link-connecting = ○ 连接中
link-live = ● 在线  { $time } 同步
link-offline = ○ 离线  { $time } 同步
folder-unread = 消息 { $count }
list-arrived = ▲ { $count } 条新
list-stands-with = 卡在 { $name }
list-empty = 这里没有事项
list-loading = 正在读取…
detail-applicant = 申请人
detail-node = 当前
detail-approver = 处理人
detail-started = 发起
detail-arrived = 到达
detail-ended = 结束
detail-attachment = 附件
detail-loading = 正在读取…
history-empty = 还没有记录
tab-form = 表单
tab-history = 记录
tab-raw = 原文
status-waits = 等 $
status-reading = 正在核对
status-paused = 暂停
status-groups = （共 { $count } 组）
status-keys = u 撤  $ 立即发出
status-sending = ↑ 正在发出 { $count } 项…
status-search = 查找：{ $text }
count-items = { $count } 项
comment-keys = Enter 暂存 · Alt-Enter 换行 · Esc 关
people-keys = 输入姓名或拼音 · ↑↓ 选 · Enter 确定 · Alt-Enter 写意见
people-loading = 正在读取人员…
people-none = 没有匹配的人
question-title = 请确认
question-keys = y 是 · n 否
question-quit-keys = s 发出 · k 保留 · d 丢弃 · n 不退出
question-quit = 退出朱批？
question-quit-staged = 还有 { $count } 项未发出：发出、保留到下次，还是丢弃？
question-revoke = 「{ $title }」已经发出。撤销刚才的决定？
help-title = 按键
help-keys = j k 滚动 · Esc 关

# commands; what stands before the parenthesis is for the hint bar
group-move = 移动
group-folders = 文件夹与详情
group-find = 查找
group-decide = 审批
group-commit = 发出
group-other = 其他
do-down = 下一行
do-up = 上一行
do-top = 第一行
do-bottom = 最后一行
do-half-down = 下半页
do-half-up = 上半页
do-page-down = 下一页
do-page-up = 上一页
do-left = 回列表
do-right = 到详情
do-open = 详情
do-zoom = 放大（详情占满屏幕）
do-back = 退一层
do-quit = 退出（先退一层）
do-next-folder = 下一个文件夹
do-previous-folder = 上一个文件夹
do-next-tab = 下一页签
do-previous-tab = 上一页签
do-scroll-down = 详情下移
do-scroll-up = 详情上移
do-search = 查找（标题、申请人、流程、节点，可用拼音）
do-search-next = 下一个结果
do-search-previous = 上一个结果
do-approve = 同意（处理节点则为处理）
do-approve-with = 意见（同意并写意见）
do-reject = 驳回（须写意见）
do-transfer = 转办
do-revoke = 撤销（自己的申请或决定）
do-submit = 提交
do-repeat = 重复上次决定
do-unstage = 撤回未发出的；已发出的则问能否撤销
do-stage-again = 重新暂存
do-send-now = 立即发出
do-preview = 显示或隐藏详情
do-refresh = 刷新
do-refresh-all = 全部刷新
do-help = 帮助
do-redraw = 重画屏幕
do-suspend = 挂起
do-interrupt = 询问是否退出

# one line for the user
toast-blocked = { $verb }：{ $reason }
toast-burst = 像是粘贴进来的文字，没有当作按键
toast-paste-ignored = 粘贴的文字不是按键，已忽略
toast-input-method = 收到「{ $char }」：输入法开着？
toast-not-found = 没有找到：{ $text }
toast-offline = 离线，暂不发出；连上后再按 $
toast-nothing-staged = 没有待发出的决定
toast-nothing-to-repeat = 还没有可以重复的决定
toast-nothing-to-take-back = 没有可以撤回的
toast-nothing-to-put-back = 没有可以重新暂存的
toast-asking-to-revoke = 正在询问能否撤销…
toast-taken-back = 已撤回：{ $title }（{ $count } 项）
toast-decided-already = 这一项已经决定过了
toast-comment-required = 驳回须写意见
toast-comment-too-long = 意见最多 500 字
toast-comment-kept = 意见已留着，再次打开时还在
toast-nobody = 没有选中任何人
toast-recovered = 上次中断的决定已查明：{ $done } 项已完成，{ $open } 项未生效，{ $unknown } 项未知
toast-restored = 上次暂存的 { $count } 项还在，按 $ 发出

# why a receipt says what it says

# errors
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

# putting it together
error-provider-unknown = 账户 { $account } 的 provider 不认识：{ $name }
error-terminal = 终端无法使用
error-theme = 没有叫 { $name } 的主题，只有：{ $known }
hint-provider = 现在只有 weda
