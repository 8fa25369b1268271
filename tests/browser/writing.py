"""The body editor under the hands of a test: when it is there, what it holds, and when it knows what is selected."""

from tests.browser.conftest import met

EDITOR = ".ProseMirror[contenteditable=true][aria-label]"  # the label comes last, after the menu and the keys

KNOWS = """(editor) => {
  const { state, view } = document.querySelector(editor).editor
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection()
  if (!view.hasFocus() || !view.dom.contains(anchorNode)) return false
  const { anchor, head } = state.selection
  return view.posAtDOM(anchorNode, anchorOffset) === anchor && view.posAtDOM(focusNode, focusOffset) === head
}"""
FRAMES = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
}"""


def ready(page):
    """Wait until the body can be written in; returns the page."""
    page.locator(EDITOR).wait_for()
    return page


def heard(page):
    """Wait until the editor has the focus and knows of the selection that the browser shows: it takes the focus with the
    next frame, and hears of a selection after the key or the click that made it."""
    page.evaluate(FRAMES)
    met(page, KNOWS, arg=EDITOR)


def body_of(page):
    return page.locator("textarea[name=body]").evaluate("field => field.value")


def at_rest(page):
    """Wait until nothing on the page moves any more: neither the window nor any part of it scrolls."""
    page.evaluate(
        """() => new Promise((done) => {
          let still = 0
          const moved = () => (still = 0)
          addEventListener("scroll", moved, true)
          const look = () => {
            still += 1
            if (still < 20) return requestAnimationFrame(look)
            removeEventListener("scroll", moved, true)
            done()
          }
          requestAnimationFrame(look)
        })"""
    )
