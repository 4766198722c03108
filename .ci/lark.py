"""Reads the sandbox with the official SDK; called by .ci/lark with the sandbox's config."""

import json
import re
import sys

import lark_oapi as lark
from lark_oapi.api.approval.v4 import (
    ApproveTaskRequest,
    GetInstanceRequest,
    QueryTaskRequest,
    TaskApprove,
)

config = open(sys.argv[1], encoding="utf-8").read()
account = config.split("[accounts.office]")[1].split("[accounts.")[0]


def value(key):
    return re.search(rf'^{key} = "([^"]*)"', account, re.M)[1]


secret = re.search(r'app_secret = "([^"]*)"', account)[1]
client = (
    lark.Client.builder()
    .app_id(value("app_id"))
    .app_secret(secret)
    .domain(value("base_url"))
    .build()
)
user = value("user_id")


def todo():
    request = QueryTaskRequest.builder().user_id(user).topic("1").user_id_type("user_id")
    answer = client.approval.v4.task.query(request.page_size(100).build())
    assert answer.success(), (answer.code, answer.msg)
    return answer.data


listed = todo()
assert listed.count.total == len(listed.tasks) > 0, listed.count.total
task = next(task for task in listed.tasks if task.definition_name == "费用报销")
request = GetInstanceRequest.builder().instance_id(task.process_code).user_id_type("user_id")
answer = client.approval.v4.instance.get(request.build())
assert answer.success(), (answer.code, answer.msg)
instance = answer.data
assert instance.status == "PENDING" and instance.approval_code == task.definition_code
mine = [seat for seat in instance.task_list if seat.id == task.task_id]
assert [(seat.user_id, seat.status) for seat in mine] == [(user, "PENDING")]
widgets = json.loads(instance.form)
assert {"id", "name", "type", "value"} <= set(widgets[0]), widgets[0]

request = (
    lark.BaseRequest.builder()
    .http_method(lark.HttpMethod.POST)
    .uri("/approval/openapi/v2/instance/get")
    .token_types({lark.AccessTokenType.TENANT})
    .body({"instance_code": task.process_code, "locale": "zh-CN"})
    .build()
)
answer = client.request(request)
assert answer.success(), (answer.code, answer.msg)
told = json.loads(answer.raw.content)["data"]
assert told["serial_number"] == instance.serial_number
assert json.loads(told["form"]) == widgets
assert isinstance(told["start_time"], int)

body = (
    TaskApprove.builder()
    .approval_code(instance.approval_code)
    .instance_code(task.process_code)
    .user_id(user)
    .task_id(task.task_id)
    .comment("同意")
    .build()
)
request = ApproveTaskRequest.builder().user_id_type("user_id").request_body(body).build()
answer = client.approval.v4.task.approve(request)
assert answer.success(), (answer.code, answer.msg)
assert client.approval.v4.task.approve(request).code == 1390015
assert task.task_id not in [task.task_id for task in todo().tasks]
print("lark: a list, an instance by both sets, and an approval")
