"""Name the kind of a file that no reader takes, and say what to do with it."""

_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (
        b"PK\x03\x04",
        " Office 文档（xlsx、docx 等）或压缩包",
        "请另存为以制表符分隔的文本（.txt）。",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "旧版 Office 文档（xls、doc 等）",
        "请另存为以制表符分隔的文本（.txt）。",
    ),
    (b"{\\rtf", " RTF 文档", "请另存为以制表符分隔的文本（.txt）。"),
    (b"\x89PNG", "图片", "请先做文字识别，再读取带制表符的识别文本。"),
    (b"\xff\xd8\xff", "图片", "请先做文字识别，再读取带制表符的识别文本。"),
    (b"GIF8", "图片", "请先做文字识别，再读取带制表符的识别文本。"),
    (b"II*\x00", "图片", "请先做文字识别，再读取带制表符的识别文本。"),
    (b"Rar!", "压缩包", "请先解压，再读取里面的文件。"),
    (b"7z\xbc\xaf", "压缩包", "请先解压，再读取里面的文件。"),
    (b"\x1f\x8b", "压缩包", "请先解压，再读取里面的文件。"),
)


def what_it_looks_like(content: bytes) -> tuple[str, str]:
    """Problem and advice, in Chinese, for bytes that are not text."""
    for magic, kind, advice in _KINDS:
        if content.startswith(magic):
            return f"这是{kind}，不是带制表符的文本，本版本还不能直接读取。", advice
    return (
        "这是二进制文件，不是文本。",
        "请提供以制表符分隔的文本文件（UTF-8 或 GB18030 编码）。",
    )
