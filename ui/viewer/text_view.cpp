#include "ui/viewer/text_view.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextEdit>

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

constexpr float kUnsure = 60;  // percent; words below are underlined
constexpr int kSlice = 8;      // ms of filling at a time

QColor color(const char* token) { return Theme::instance().color(QString::fromLatin1(token)); }

// The white space between words as the page's text has it, else as the words say.
std::vector<QString> gapsOf(const documents::Page& page) {
    std::vector<QString> gaps;
    std::size_t at = 0;
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        const std::size_t found = page.text.find(page.words[i].text, at);
        const std::string_view between =
            found == std::string::npos ? std::string_view() : std::string_view(page.text).substr(at, found - at);
        const bool fits = found != std::string::npos && trim(between).empty();
        if (i == 0)
            gaps.emplace_back();
        else if (fits)
            gaps.push_back(plain(between));
        else
            gaps.push_back(QString(QLatin1Char(page.words[i - 1].endsLine ? '\n' : ' ')));
        if (fits) at = found + page.words[i].text.size();
    }
    return gaps;
}

}  // namespace

QString pageHeading(const documents::Page& page) {
    const QString number = TextView::tr("Page %1").arg(QLocale().toString(page.number));
    switch (page.textSource) {
        case documents::TextSource::Embedded: return TextView::tr("%1 · embedded text").arg(number);
        case documents::TextSource::Ocr:
            return TextView::tr("%1 · OCR, %2 % sure").arg(number).arg(std::lround(page.confidence));
        case documents::TextSource::None: break;
    }
    return TextView::tr("%1 · no text").arg(number);
}

TextView::TextView(PageContent* content, QWidget* parent) : QPlainTextEdit(parent), m_content(content) {
    setObjectName(QStringLiteral("textView"));
    setAccessibleName(tr("Text of the document"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setFrameShape(NoFrame);
    setStyleSheet(QStringLiteral("QPlainTextEdit#textView { border: none; border-radius: 0; padding: 6px 14px; }"));
    const auto stale = [this] {
        m_isFresh = false;
        m_filling.stop();
        if (isVisible()) begin();
    };
    m_filling.setInterval(0);
    connect(&m_filling, &QTimer::timeout, this, &TextView::fillOn);
    connect(m_content, &PageContent::pagesChanged, this, stale);
    connect(m_content, &PageContent::marksChanged, this, &TextView::mark);
    connect(m_content, &PageContent::currentHitChanged, this, &TextView::mark);
    connect(&Theme::instance(), &Theme::changed, this, stale);
    // Scrolling by keyboard moves the text without a word from the scroll bar.
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect&, int scrolled) {
        if (scrolled == 0) return;
        if (const int page = currentPage(); isVisible() && page != m_lastPage) {
            m_lastPage = page;
            emit currentPageChanged(page);
        }
    });
}

void TextView::showEvent(QShowEvent* event) {
    QPlainTextEdit::showEvent(event);
    if (!m_isFresh) begin();
}

void TextView::begin() {
    m_isFresh = true;
    m_words.clear();
    m_starts.clear();
    m_lastPage = 0;
    clear();
    fillOn();
    moveCursor(QTextCursor::Start);
}

void TextView::fill(int pages) {
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (int page = static_cast<int>(m_words.size()); page < std::min(pages, m_content->pageCount()); ++page)
        appendPage(cursor, page);
    cursor.endEditBlock();
}

void TextView::fillOn() {
    const bool isFirst = m_words.empty();
    QElapsedTimer spent;
    spent.start();
    while (static_cast<int>(m_words.size()) < m_content->pageCount() && spent.elapsed() < kSlice)
        fill(static_cast<int>(m_words.size()) + 4);
    const bool isWhole = static_cast<int>(m_words.size()) >= m_content->pageCount();
    if (isFirst || isWhole) mark();
    isWhole ? m_filling.stop() : m_filling.start();
}

bool TextView::hasPage(int page) {
    if (!m_isFresh) begin();
    if (page < 1 || page > m_content->pageCount()) return false;
    if (page > static_cast<int>(m_words.size())) {
        fill(page);
        mark();
    }
    return true;
}

void TextView::appendPage(QTextCursor& cursor, int page) {
    const auto& shownPage = m_content->page(page);
    QTextCharFormat heading, body, unsure;
    heading.setForeground(color("muted"));
    heading.setFontWeight(QFont::DemiBold);
    unsure.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    unsure.setUnderlineColor(color("warn"));
    if (page > 0) cursor.insertText(QStringLiteral("\n\n"), body);
    m_starts.push_back(cursor.position());
    cursor.insertText(pageHeading(shownPage), heading);
    cursor.insertText(QStringLiteral("\n"), body);
    if (shownPage.words.empty()) cursor.insertText(shownLines(shownPage.text), body);  // its pages are not set yet
    const auto gaps = gapsOf(shownPage);
    auto& spans = m_words.emplace_back();
    spans.reserve(shownPage.words.size());
    // Runs of equal look go in together: one insertion a word would be slow on a long document.
    QString run;
    int at = cursor.position();
    const auto flush = [&](const QTextCharFormat& format) {
        if (!run.isEmpty()) cursor.insertText(run, format);
        run.clear();
    };
    for (std::size_t i = 0; i < shownPage.words.size(); ++i) {
        const auto& word = shownPage.words[i];
        const QString text = shown(word.text);
        const bool isUnsure = shownPage.textSource == documents::TextSource::Ocr && word.confidence < kUnsure;
        run += gaps[i];
        at += static_cast<int>(gaps[i].size());
        spans.push_back({at, static_cast<int>(text.size())});
        if (isUnsure) flush(body);
        run += text;
        at += static_cast<int>(text.size());
        if (isUnsure) flush(unsure);
    }
    flush(body);
}

std::optional<int> TextView::wordUnder(int page, const Box& box) const {
    if (page < 1 || page > static_cast<int>(m_words.size())) return std::nullopt;
    const auto& words = m_content->page(page - 1).words;
    const Box area = box.grown(1);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Box& word = words[i].box;
        if (area.contains((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)) return static_cast<int>(i);
    }
    return std::nullopt;
}

void TextView::mark() {
    if (!m_isFresh) return;
    QList<QTextEdit::ExtraSelection> marks;
    // Neighbours in one stretch; what is covered counts by touching, what is hit by lying inside.
    const auto add = [&](int page, const Box& box, bool touching, const QTextCharFormat& format) {
        if (page < 1 || page > static_cast<int>(m_words.size())) return;
        const auto& words = m_content->page(page - 1).words;
        const auto& spans = m_words[static_cast<std::size_t>(page - 1)];
        const Box area = touching ? box : box.grown(1);
        int start = -1, end = -1;
        const auto flush = [&] {
            if (start < 0) return;
            QTextEdit::ExtraSelection selection;
            selection.format = format;
            selection.cursor = QTextCursor(document());
            selection.cursor.setPosition(start);
            selection.cursor.setPosition(end, QTextCursor::KeepAnchor);
            marks << selection;
            start = -1;
        };
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Box& word = words[i].box;
            if (touching ? area.intersects(word) : area.contains((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)) {
                if (start < 0) start = spans[i].start;
                end = spans[i].start + spans[i].length;
            } else {
                flush();
            }
        }
        flush();
    };
    if (const auto* message = m_content->message(m_content->currentMessage())) {
        QTextCharFormat chosen;
        QColor shade = color("mark");
        shade.setAlpha(48);
        chosen.setBackground(shade);
        for (const auto& region : message->regions) add(region.page, region.box, false, chosen);
    }
    const auto& hits = m_content->hits();
    for (std::size_t i = 0; i < hits.places.size(); ++i) {
        QTextCharFormat format;
        const bool isCurrent = hits.occurrences[i] == hits.current;
        format.setBackground(color(isCurrent ? "paper_hit_current" : "paper_hit"));
        format.setForeground(Qt::black);
        add(hits.places[i].page, hits.places[i].box, false, format);
    }
    QTextCharFormat covered;
    covered.setBackground(Qt::black);
    covered.setForeground(QColor(0x9a, 0x94, 0x8c));
    for (const auto& redaction : m_content->redactions()) add(redaction.page, redaction.box, true, covered);
    setExtraSelections(marks);
}

int TextView::currentPage() const {
    if (m_starts.empty()) return 0;
    const int at = cursorForPosition({4, viewport()->height() / 4}).position();
    return std::max(1, static_cast<int>(std::upper_bound(m_starts.begin(), m_starts.end(), at) - m_starts.begin()));
}

void TextView::goToPage(int page) {
    if (!hasPage(page)) return;
    QTextCursor cursor(document());
    cursor.setPosition(m_starts[static_cast<std::size_t>(page - 1)]);
    setTextCursor(cursor);
    verticalScrollBar()->setValue(cursor.block().firstLineNumber());
}

void TextView::showPlace(int page, const Box& box) {
    if (!hasPage(page)) return;
    const auto word = wordUnder(page, box);
    if (!word) return goToPage(page);
    QTextCursor cursor(document());
    cursor.setPosition(m_words[static_cast<std::size_t>(page - 1)][static_cast<std::size_t>(*word)].start);
    setTextCursor(cursor);
    ensureCursorVisible();
}

TextSelection TextView::selection() const {
    TextSelection selection;
    const QTextCursor cursor = textCursor();
    if (!cursor.hasSelection()) return selection;
    for (int page = 0; page < static_cast<int>(m_words.size()); ++page) {
        const auto& spans = m_words[static_cast<std::size_t>(page)];
        for (std::size_t i = 0; i < spans.size(); ++i)
            if (spans[i].start < cursor.selectionEnd() && spans[i].start + spans[i].length > cursor.selectionStart())
                selection.extend({page, static_cast<int>(i)});
    }
    return selection;
}

void TextView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_J || event->key() == Qt::Key_K)
        return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

}  // namespace redwell::ui
