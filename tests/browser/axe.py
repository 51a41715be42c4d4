"""What axe (Deque) says against a page: WCAG 2.2 at level AA, and good practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Only violations are worked out to the last element: what axe passes is most of a page.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
AXE = Axe()


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it stands, and where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("async rules => (await axe.run(rules)).violations", RULES)
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}" for each in found]
