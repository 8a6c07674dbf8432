"""What a person does to the grid and sees of it."""

from playwright.sync_api import expect


def cell(page, row, field):
    return page.locator(".tabulator-row").nth(row).locator(f'[tabulator-field="{field}"]')


def saved(page):
    expect(page.locator("[data-state]")).to_contain_text("已保存", timeout=10_000)


def comes_to(page, look, wanted):
    """What is kept follows what is done after a moment: it has to be this within ten seconds."""
    for _ in range(200):
        if look() == wanted:
            return
        page.wait_for_timeout(50)
    assert look() == wanted


def insert(page, text):
    """As an input method does: the text comes at once."""
    page.keyboard.insert_text(text)


def paste(page, text, html=""):
    """As from a spreadsheet, which offers its cells as text and as a table."""
    page.evaluate(
        """([text, html]) => { const data = new DataTransfer(); data.setData('text/plain', text);
        if (html) data.setData('text/html', html);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste',
          {clipboardData: data, bubbles: true, cancelable: true})); }""",
        [text, html],
    )
