"""一体化 elements (``jixiao.integrated/1``): what we wrote, or what a system gave."""

from decimal import Decimal
from typing import Any

from jixiao.keeping.data_cells import from_text
from jixiao.keeping.data_rows import Gathered, Where
from jixiao.keeping.from_json_data import checked_row, parsed
from jixiao.model import Document, Reading, TargetTerm, from_triple, print_value
from jixiao.model.dataset import dictionary
from jixiao.model.integrated import EXTRA, integrated_profile

_Item = dict[str, Any]
_KEYS = ("table_number", "project_number")


def read_integrated(document: Document) -> Reading:
    """The reading; a file without our ``x_`` keys makes one table, its units by ``agency_code``.

    Raises:
        UnreadableDocument: It is damaged, or a value is of another type.
    """
    gathered = Gathered(document)
    content = parsed(document, document.content)
    lists = {name: _listed(gathered, content, name) for name in integrated_profile().tables}
    if f"{EXTRA}tables" in content:
        for name in ("tables", "units"):
            for item, where in _listed(gathered, content, f"{EXTRA}{name}"):
                gathered.add(name, checked_row(gathered, item, {}, where, name), where)
    else:
        _number(gathered, lists)
    goals = {}
    for item, where in lists["PM_PERF_GOAL_INFO"]:
        goals[_key(item)] = _ours("PM_PERF_GOAL_INFO", item).get("objective")
        del where
    for item, where in lists["PM_PROJECT_INFO"]:
        row = _ours("PM_PROJECT_INFO", item) | {"objective": goals.get(_key(item))}
        _add(gathered, "projects", row, where)
    for row, where in _indicators(gathered, lists["PM_PERF_INDICATOR"]):
        _add(gathered, "indicators", row, where)
    return gathered.reading("jixiao-integrated")


def _listed(gathered: Gathered, content: _Item, name: str) -> list[tuple[_Item, Where]]:
    items = content.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise gathered.refuse(f"{name} 应是一个列表，每项是 {{…}}。")
    return [(item, Where(f"{name} 第 {n} 项")) for n, item in enumerate(items, start=1)]


def _ours(name: str, item: _Item) -> _Item:
    """The fields that the names of the system stand for."""
    own = {key.removeprefix(EXTRA): v for key, v in item.items() if key.startswith(EXTRA)}
    for one in integrated_profile().tables[name].elements:
        named = (item[key] for key in (one.element, *one.also) if item.get(key) is not None)
        own[one.field] = next(named, None)
    return own


def _add(gathered: Gathered, name: str, row: _Item, where: Where) -> None:
    made: _Item = {}
    for field in dictionary()[name].fields:
        value = row.get(field.name)
        # A system writes codes as numbers and numbers as text, as it likes.
        if field.type == "string" and isinstance(value, int | Decimal):
            value = str(value)
        elif field.type != "string" and isinstance(value, str):
            try:
                value = from_text(field, value)
            except ValueError as error:
                raise gathered.refuse(str(error), where) from None
        made[field.name] = value
    gathered.add(name, checked_row(gathered, made, {}, where, name), where)


def _key(item: _Item) -> tuple[Any, ...]:
    return tuple(str(item.get(f"{EXTRA}{key}")) for key in _KEYS)


def _number(gathered: Gathered, lists: dict[str, list[tuple[_Item, Where]]]) -> None:
    """Give the items of a system our numbers: one table, projects by code, units by agency."""
    projects = lists["PM_PROJECT_INFO"]
    known = {_code(item): n for n, (item, _) in enumerate(projects, start=1)}
    for name in ("PM_PERF_GOAL_INFO", "PM_PERF_INDICATOR"):
        for item, _ in lists[name]:
            if _code(item) not in known:
                known[_code(item)] = len(known) + 1
                lonely = {"pro_code": item.get("pro_code", item.get("proCode"))}
                projects.append((lonely, Where(f"{name} 的项目 {_code(item)}")))
    agencies: dict[str, int] = {}
    for items in lists.values():
        for item, _ in items:
            item[f"{EXTRA}table_number"] = 1
            item[f"{EXTRA}project_number"] = known[_code(item)]
    for item, where in projects:
        agency = str(item.get("agency_code", item.get("agencyCode")))
        number = agencies.setdefault(agency, len(agencies) + 1)
        item[f"{EXTRA}unit_number"] = number
        unit = {"table_number": 1, "unit_number": number}
        _add_once(gathered, "units", unit, where)
    years = {
        str(y)
        for i, _ in lists["PM_PERF_GOAL_INFO"]
        if (y := _ours("PM_PERF_GOAL_INFO", i).get("budget_year"))
    }
    table = {"table_number": 1, "table_kind": "project-objectives"}
    table |= {"budget_year": years.pop()} if len(years) == 1 else {}
    _add(gathered, "tables", table, Where("年度"))


def _add_once(gathered: Gathered, name: str, row: _Item, where: Where) -> None:
    full = {field.name: row.get(field.name) for field in dictionary()[name].fields}
    gathered.add(name, checked_row(gathered, full, {}, where, name), where, again=True)


def _code(item: _Item) -> str:
    return str(item.get("pro_code", item.get("proCode")))


def _indicators(gathered: Gathered, items: list[tuple[_Item, Where]]) -> list[tuple[_Item, Where]]:
    """Each indicator from its two rows, total and year."""
    made: dict[tuple[Any, ...], tuple[_Item, Where]] = {}
    positions: dict[tuple[Any, ...], int] = {}
    for item, where in items:
        row = _ours("PM_PERF_INDICATOR", item)
        term = _term(gathered, item, where)
        words = tuple(str(row.get(f)) for f in ("level1_code", "level2_code", "indicator"))
        position = row.get("indicator_position")
        again = 0
        while True:
            key = (*_key(item), position) if position is not None else (*_key(item), *words, again)
            known = made.get(key)
            if known is None or term not in known[0]:
                break
            if position is not None:
                raise gathered.refuse("同一条指标的同一个 yearflag 重复了。", where)
            again += 1
        if known is None:
            positions[_key(item)] = positions.get(_key(item), 0) + 1
            known = made[key] = ({"indicator_position": positions[_key(item)], **row}, where)
        known[0][term] = True
        known[0][f"{term}_target"] = _text(item, row.get("target"))
    for row, _ in made.values():
        row.setdefault("indicator_text", _entry(row))
    return list(made.values())


def _term(gathered: Gathered, item: _Item, where: Where) -> str:
    profile = integrated_profile()
    flags = {str(profile.period_flag): "period", str(profile.annual_flag): "annual"}
    flag = str(item.get("yearflag", item.get("yearFlag")))
    if flag not in flags:
        raise gathered.refuse(f"yearflag 应是 {' 或 '.join(flags)}，现在是“{flag}”。", where)
    return flags[flag]


def _text(item: _Item, printed: Any) -> Any:
    """The printed text; where there is none, the triple as it would be printed."""
    if printed is not None:
        return printed
    parts = {
        name: next((item[key] for key in names if item.get(key) is not None), None)
        for name, names in integrated_profile().triple.items()
    }
    if parts["indexval"] is None:
        return None
    code = str(parts["computesign"])
    sign = int(code) if code.isascii() and code.isdecimal() and len(code) <= 2 else None
    return print_value(from_triple(sign, str(parts["indexval"]), str(parts["meterunit"] or "")))


def _entry(row: _Item) -> str:
    """The entry as the table would print it."""
    levels = (
        f"{row.get(f'{n}_code') or ''}-{row.get(f'{n}_label') or ''}" for n in ("level1", "level2")
    )
    targets = (
        f"{word.value}：{row[f'{term}_target']}"
        for term, word in (("period", TargetTerm.PERIOD), ("annual", TargetTerm.ANNUAL))
        if row.get(f"{term}_target") is not None
    )
    parts = "；".join([*levels, str(row.get("indicator") or ""), *targets])
    return f"{row['indicator_position']}、{parts}。"
