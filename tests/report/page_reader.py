"""A page as a reader of its elements meets it."""

from html.parser import HTMLParser

#: Void elements of HTML: they are never closed.
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Reader(HTMLParser):
    """Notes every element, its attributes and the text, and that each one is closed."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.text, self.pieces = [], [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        self.pieces.append(data)

    @property
    def words(self):
        """The text in one line, with a blank between elements."""
        return " ".join(" ".join(self.pieces).split())

    def tags(self, *names):
        return [attributes for tag, attributes in self.elements if tag in names]
