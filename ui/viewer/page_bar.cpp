#include "ui/viewer/page_bar.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

QToolButton* button(const QString& text, const char* icon, const QString& tip) {
    auto* made = new QToolButton;
    made->setText(text);
    if (*icon) made->setIcon(Theme::icon(QString::fromLatin1(icon)));
    made->setIconSize({16, 16});
    made->setToolTip(tip);
    made->setAccessibleName(text.isEmpty() ? tip : text);
    made->setAutoRaise(true);
    return made;
}

}  // namespace

PageBar::PageBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dockTitle"));
    setAttribute(Qt::WA_StyledBackground);
    m_pages = button(tr("Pages"), "", tr("The pages as they look"));
    m_text = button(tr("Text"), "", tr("The text as search and production see it"));
    auto* group = new QButtonGroup(this);
    for (auto* choice : {m_pages, m_text}) {
        choice->setCheckable(true);
        group->addButton(choice);
    }
    m_pages->setChecked(true);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setProperty("role", "muted");
    m_title->installEventFilter(this);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_page = new QLineEdit;
    m_page->setObjectName(QStringLiteral("pageNumber"));
    m_page->setAccessibleName(tr("Page number"));
    m_page->setAlignment(Qt::AlignRight);
    m_page->setFixedWidth(42);
    m_page->setStyleSheet(QStringLiteral("QLineEdit { padding: 1px 5px; }"));
    m_count = new QLabel;
    m_through = button({}, "see-under", tr("See what is under the redactions (X)"));
    m_through->setCheckable(true);
    m_through->hide();
    m_out = button({}, "zoom-out", tr("Smaller"));
    m_in = button({}, "zoom-in", tr("Larger"));
    m_zoom = button(QStringLiteral("100 %"), "", tr("Zoom"));
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setMinimumWidth(48);
    auto* sizes = new QMenu(m_zoom);
    sizes->addAction(tr("Fit width"), this, &PageBar::fitWidthWanted);
    sizes->addAction(tr("Fit page"), this, &PageBar::fitPageWanted);
    sizes->addSeparator();
    for (const int percent : {25, 50, 75, 100, 125, 150, 200, 400, 800})
        sizes->addAction(tr("%1 %").arg(percent), this, [this, percent] { emit zoomWanted(percent / 100.0); });
    m_zoom->setMenu(sizes);
    m_width = button({}, "fit-width", tr("Fit width"));
    m_whole = button({}, "fit-page", tr("Fit page"));
    m_turn = button({}, "rotate", tr("Turn the page clockwise"));
    m_more = button(QStringLiteral("»"), "", tr("More"));
    m_more->setObjectName(QStringLiteral("pageBarMore"));
    m_more->setAccessibleName(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    for (auto* tool : {m_out, m_in, m_width, m_whole, m_turn}) {
        m_more->menu()->addAction(tool->icon(), tool->toolTip(), tool, &QToolButton::click);
        tool->setObjectName(QStringLiteral("pageTool"));
    }
    m_more->hide();

    m_pageTools = new QWidget;
    auto* tools = new QHBoxLayout(m_pageTools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(1);
    for (auto* tool : {m_through, m_out, m_zoom, m_in, m_width, m_whole, m_turn, m_more}) {
        tool->setStyleSheet(QStringLiteral("QToolButton { padding: 4px 3px; }"));
        tools->addWidget(tool);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(4);
    layout->addWidget(m_pages);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_title, 1);
    layout->addSpacing(8);
    m_word = new QLabel(tr("Page"));
    layout->addWidget(m_word);
    layout->addWidget(m_page);
    layout->addWidget(m_count);
    layout->addSpacing(6);
    layout->addWidget(m_pageTools);

    connect(m_pages, &QToolButton::clicked, this, [this] { emit textWanted(false); });
    connect(m_text, &QToolButton::clicked, this, [this] { emit textWanted(true); });
    connect(m_through, &QToolButton::clicked, this, &PageBar::seenThroughWanted);
    connect(m_out, &QToolButton::clicked, this, [this] { emit zoomStepWanted(-1); });
    connect(m_in, &QToolButton::clicked, this, [this] { emit zoomStepWanted(1); });
    connect(m_width, &QToolButton::clicked, this, &PageBar::fitWidthWanted);
    connect(m_whole, &QToolButton::clicked, this, &PageBar::fitPageWanted);
    connect(m_turn, &QToolButton::clicked, this, &PageBar::rotateWanted);
    connect(m_page, &QLineEdit::returnPressed, this, [this] {
        bool isNumber = false;
        const int wanted = QLocale().toInt(m_page->text().trimmed(), &isNumber);
        if (isNumber && m_pageCount > 0) emit pageWanted(std::clamp(wanted, 1, m_pageCount));
        m_page->selectAll();
    });
}

void PageBar::setTitle(const QString& title, const QString& about) {
    m_wholeTitle = title;
    m_title->setToolTip(asPlainTip(about));
    elideTitle();
}

void PageBar::elideTitle() {
    m_title->setText(m_title->fontMetrics().elidedText(m_wholeTitle, Qt::ElideRight, m_title->width()));
}

void PageBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void PageBar::fit() {
    // The title gives way first, which the grid shows as well; then the rarest tools, into the menu.
    const int room = width() - (layout()->contentsMargins().left() + layout()->contentsMargins().right());
    const auto needed = [this] {
        int sum = 0, shown = 0;
        const auto take = [&](const QWidget* one) {
            if (one->isHidden()) return;
            sum += std::clamp(one->sizeHint().width(), one->minimumWidth(), one->maximumWidth());
            ++shown;
        };
        for (const QWidget* one : std::initializer_list<const QWidget*>{m_pages, m_text, m_word, m_page, m_count})
            take(one);
        sum += 4 * (shown + 1) + 3 * 8;
        if (m_pageTools->isHidden()) return sum;
        for (const QWidget* one : {m_through, m_out, m_zoom, m_in, m_width, m_whole, m_turn, m_more}) take(one);
        return sum + 8;
    };
    const auto actions = m_more->menu()->actions();
    QToolButton* const tools[] = {m_out, m_in, m_width, m_whole, m_turn};
    for (QWidget* one : std::initializer_list<QWidget*>{m_word, m_out, m_in, m_width, m_whole, m_turn})
        one->setVisible(true);
    m_more->setVisible(false);
    for (auto* action : actions) action->setVisible(false);
    if (needed() > room) m_word->setVisible(false);
    for (int last = 4; last >= 0 && needed() > room; --last) {
        m_more->setVisible(true);
        tools[last]->setVisible(false);
        actions[last]->setVisible(true);
    }
}

bool PageBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_title && event->type() == QEvent::Resize) elideTitle();
    return QWidget::eventFilter(watched, event);
}

void PageBar::setPage(int page, int count) {
    m_pageCount = count;
    m_page->setEnabled(count > 0);
    if (!m_page->hasFocus() || !m_page->isModified()) m_page->setText(count > 0 ? QLocale().toString(page) : QString());
    m_count->setText(count > 0 ? tr("of %1").arg(QLocale().toString(count)) : QString());
    fit();
}

void PageBar::setZoom(double zoom) { m_zoom->setText(tr("%1 %").arg(std::lround(zoom * 100))); }

void PageBar::setShowingText(bool on) {
    (on ? m_text : m_pages)->setChecked(true);
    m_pageTools->setVisible(!on);
    fit();
}

void PageBar::setSeenThrough(bool on) { m_through->setChecked(on); }

void PageBar::setHasRedactions(bool has) {
    m_through->setVisible(has);
    fit();
}

}  // namespace redwell::ui
