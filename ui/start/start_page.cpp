#include "ui/start/start_page.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

const QString kNames = QStringLiteral("recentCaseNames");  // of matters, by folder

class Card : public QPushButton {
public:
    Card(const QString& icon, const QString& title, const QString& about, QWidget* parent) : QPushButton(parent) {
        setProperty("card", true);
        setAccessibleName(title);
        setAccessibleDescription(about);
        setFixedHeight(76);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(16, 10, 16, 10);
        layout->setSpacing(14);
        auto* picture = new QLabel;
        picture->setPixmap(Theme::icon(icon, QStringLiteral("accent")).pixmap(28, 28));
        QObject::connect(&Theme::instance(), &Theme::changed, picture, [picture, icon] {
            picture->setPixmap(Theme::icon(icon, QStringLiteral("accent")).pixmap(28, 28));
        });
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        auto* heading = new QLabel(title);
        heading->setProperty("role", "heading");
        auto* text = new QLabel(about);
        text->setProperty("role", "muted");
        text->setWordWrap(true);
        words->addWidget(heading);
        words->addWidget(text);
        layout->addWidget(picture);
        layout->addLayout(words, 1);
        for (auto* label : findChildren<QLabel*>()) label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
};

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("startPage"));
    setAttribute(Qt::WA_StyledBackground);
    auto* outer = new QHBoxLayout(this);
    outer->addStretch(1);
    auto* middle = new QWidget;
    middle->setFixedWidth(900);
    outer->addWidget(middle);
    outer->addStretch(1);
    auto* layout = new QVBoxLayout(middle);
    layout->setSpacing(8);
    layout->addStretch(2);

    auto* brand = new QHBoxLayout;
    brand->setSpacing(16);
    auto* mark = new QLabel;
    mark->setPixmap(QIcon(QStringLiteral(":/icons/redwell.svg")).pixmap(56, 56));
    auto* name = new QLabel(tr("Redwell"));
    name->setProperty("role", "display");
    auto* line = new QLabel(tr("Review exhibits, redact what must stay back, produce what must go out."));
    line->setProperty("role", "muted");
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(name);
    words->addWidget(line);
    brand->addWidget(mark);
    brand->addLayout(words, 1);
    layout->addLayout(brand);
    layout->addSpacing(26);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(28);
    auto* left = new QVBoxLayout;
    left->setSpacing(10);
    auto* begin = new QLabel(tr("Begin"));
    begin->setProperty("role", "heading");
    left->addWidget(begin);
    auto* fresh = new Card(QStringLiteral("new-case"), tr("New case"),
                           tr("For a new matter. Then drop its evidence on the window."), this);
    fresh->setObjectName(QStringLiteral("startNew"));
    auto* open = new Card(QStringLiteral("open-case"), tr("Open case"), tr("A folder that ends in .redwell"), this);
    open->setObjectName(QStringLiteral("startOpen"));
    auto* sample = new Card(QStringLiteral("sample"), tr("Open the sample case"),
                            tr("An invented matter, partly reviewed, to try everything on."), this);
    sample->setObjectName(QStringLiteral("startSample"));
    for (auto* card : {fresh, open, sample}) left->addWidget(card);
    left->addStretch();
    columns->addLayout(left, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(10);
    auto* recent = new QLabel(tr("Recent cases"));
    recent->setProperty("role", "heading");
    right->addWidget(recent);
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    frame->setFixedHeight(248);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(4, 4, 4, 4);
    m_recent = new QListWidget;
    m_recent->setObjectName(QStringLiteral("recentCases"));
    m_recent->setAccessibleName(tr("Recent cases"));
    m_recent->setTextElideMode(Qt::ElideMiddle);
    m_recent->setIconSize({20, 20});
    m_none = new QLabel(tr("Cases that you open are listed here."));
    m_none->setProperty("role", "muted");
    m_none->setAlignment(Qt::AlignCenter);
    framed->addWidget(m_recent);
    framed->addWidget(m_none);
    right->addWidget(frame);
    right->addStretch();
    columns->addLayout(right, 1);
    layout->addLayout(columns);
    layout->addStretch(3);

    connect(fresh, &QPushButton::clicked, this, &StartPage::newCaseWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openCaseWanted);
    connect(sample, &QPushButton::clicked, this, &StartPage::sampleWanted);
    const auto choose = [this](const QListWidgetItem* item) { emit caseChosen(item->data(Qt::UserRole).toString()); };
    connect(m_recent, &QListWidget::itemClicked, this, choose);
    connect(m_recent, &QListWidget::itemActivated, this, choose);
    refresh();
}

void StartPage::refresh() {
    m_recent->clear();
    for (const QString& folder : recentCases()) {
        auto* item =
            new QListWidgetItem(Theme::icon(QStringLiteral("folder")),
                                nameOf(folder) + QLatin1Char('\n') + QDir::toNativeSeparators(folder), m_recent);
        item->setData(Qt::UserRole, folder);
        item->setToolTip(asPlainTip(QDir::toNativeSeparators(folder)));
    }
    m_recent->setVisible(m_recent->count() > 0);
    m_none->setVisible(m_recent->count() == 0);
}

QStringList StartPage::recentCases() {
    QStringList there;
    for (const QString& folder : QSettings().value(QStringLiteral("recentCases")).toStringList())
        if (QFileInfo(folder).isDir()) there << folder;
    return there;
}

QString StartPage::nameOf(const QString& folder) {
    const QString name = QSettings().value(kNames).toMap().value(folder).toString();
    return name.isEmpty() ? QFileInfo(folder).completeBaseName() : name;
}

void StartPage::remember(const QString& folder, const QString& name) {
    QStringList cases = QSettings().value(QStringLiteral("recentCases")).toStringList();
    cases.removeAll(folder);
    cases.prepend(folder);
    cases = cases.mid(0, 12);
    QSettings().setValue(QStringLiteral("recentCases"), cases);
    const QVariantMap known = QSettings().value(kNames).toMap();
    QVariantMap names{{folder, name}};
    for (const auto& kept : cases)
        if (!names.contains(kept) && known.contains(kept)) names.insert(kept, known.value(kept));
    QSettings().setValue(kNames, names);
}

}  // namespace redwell::ui
