"""Small tables for the tests, written the way departments print them."""

from jixiao.model import Document, ObjectiveTable, Reading
from jixiao.reading import read_raw
from jixiao.understanding import understand

HEADER = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
FRONT = "项目支出绩效目标表（含转移支付项目）\n部门名称：某市某区商务局\n单位：万元"


def entry(number: int, name: str = "培训人数", period: str = "10人", annual: str = "5人") -> str:
    return f"{number}、1-产出指标；11-数量指标；{name}；实施周期指标值：{period}；年度指标值：{annual}。"


def row(name: str, amount: str, indicators: str = "", objective: str = "目标") -> str:
    return f"{name}\t{amount}\t{amount}\t\t\t{objective}\t{indicators or entry(1)}"


def total(name: str, amount: str) -> str:
    return f"{name}\t{amount}\t{amount}\t\t\t\t"


def text_of(*rows: str, front: str = FRONT, header: str = HEADER) -> str:
    return "\n".join([front, header, *rows])


def reading_of(
    *rows: str, front: str = FRONT, header: str = HEADER, repair: bool = True
) -> Reading:
    text = text_of(*rows, front=front, header=header)
    result = understand(read_raw(Document("表.txt", text.encode())), repair=repair)
    ledger = result.reading.ledger
    assert (
        ledger.fields + ledger.furniture + ledger.unread + ledger.outside
        == ledger.characters
        == len(text)
    )
    return result.reading


def table_of(*rows: str, front: str = FRONT, header: str = HEADER) -> ObjectiveTable:
    return reading_of(*rows, front=front, header=header).table


def kinds(reading: Reading) -> list[str]:
    return [repair.kind for repair in reading.repairs]


def asked(reading: Reading) -> list[str]:
    return [question.kind for question in reading.questions]
