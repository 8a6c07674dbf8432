"""The first page of an office that has no table yet."""


def test_an_empty_office_is_told_how_to_begin(office, log_in):
    assert "新建年度" in log_in(office.preparer).get("/?tab=all").content.decode()
    assert "您的范围里还没有目标表" in log_in(office.reader).get("/").content.decode()
    begin = log_in(office.preparer).get("/").content.decode()
    assert "/tables/new/" in begin
    assert "导入去年公开的目标表" in begin
    first = log_in(office.administrator).get("/").content.decode()
    assert "新增人员，给予角色" in first
