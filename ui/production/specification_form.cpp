#include "ui/production/specification_form.h"

#include "ui/session/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSpinBox>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {

using production::Specification;

QFormLayout* formIn(QGroupBox* group) {
    auto* form = new QFormLayout(group);
    form->setContentsMargins(12, 10, 12, 12);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(9);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

QWidget* rowOf(const std::vector<QCheckBox*>& boxes) {
    auto* widget = new QWidget;
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    for (auto* box : boxes) layout->addWidget(box);
    layout->addStretch();
    return widget;
}

// A few in a row, one row below the other.
QWidget* rowsOf(const std::vector<QCheckBox*>& boxes, int across) {
    auto* widget = new QWidget;
    auto* layout = new QGridLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(14);
    layout->setVerticalSpacing(4);
    for (int at = 0; auto* box : boxes) {
        layout->addWidget(box, at / across, at % across);
        ++at;
    }
    layout->setColumnStretch(across, 1);
    return widget;
}

// Those before stay in their order, with what has no box here; what is newly checked comes after them.
std::vector<std::string> checkedOf(const std::vector<QCheckBox*>& boxes, std::vector<std::string> names) {
    for (const auto* box : boxes) {
        const auto name = utf8(box->property("value").toString());
        if (!box->isChecked())
            std::erase(names, name);
        else if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    return names;
}

void check(const std::vector<QCheckBox*>& boxes, const std::vector<std::string>& names) {
    for (auto* box : boxes)
        box->setChecked(std::find(names.begin(), names.end(), utf8(box->property("value").toString())) != names.end());
}

}  // namespace

SpecificationForm::SpecificationForm(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("specificationForm"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    auto* left = new QVBoxLayout;
    left->addWidget(numbersGroup());
    left->addWidget(stampsGroup());
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->addWidget(contentGroup());
    right->addStretch();
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);
    layout->addLayout(columns, 1);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("specificationProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("role", "error");
    m_problem->setWordWrap(true);
    layout->addWidget(m_problem);
    setFocusProxy(m_volume);
    setSpecification({});
}

QWidget* SpecificationForm::numbersGroup() {
    auto* group = new QGroupBox(tr("Volume and numbers"));
    auto* form = formIn(group);
    m_volume = new QLineEdit;
    m_volume->setObjectName(QStringLiteral("specVolume"));
    m_volume->setPlaceholderText(QStringLiteral("VOL001"));
    m_volume->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[A-Za-z0-9_-]{0,60}")), this));
    form->addRow(tr("&Volume"), m_volume);
    m_query = new QLineEdit;
    m_query->setObjectName(QStringLiteral("specQuery"));
    form->addRow(tr("&Documents (a search)"), m_query);
    m_prefix = new QLineEdit;
    m_prefix->setObjectName(QStringLiteral("specPrefix"));
    m_prefix->setPlaceholderText(QStringLiteral("MERIDIAN"));
    form->addRow(tr("Bates &prefix"), m_prefix);
    m_first = new QLineEdit;
    m_first->setObjectName(QStringLiteral("specStart"));
    m_first->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,12}")), this));
    form->addRow(tr("&First number"), m_first);
    m_digits = new QSpinBox;
    m_digits->setRange(1, 12);
    form->addRow(tr("Digi&ts"), m_digits);
    m_level = new QComboBox;
    m_level->addItem(tr("Each page has a number"));
    m_level->addItem(tr("Each document has a number"));
    form->addRow(tr("&Numbering"), m_level);
    m_example = new QLabel;
    m_example->setTextFormat(Qt::PlainText);
    m_example->setProperty("role", "muted");
    form->addRow(tr("First page"), m_example);
    for (auto* edit : {m_volume, m_query, m_prefix, m_first})
        connect(edit, &QLineEdit::textChanged, this, &SpecificationForm::check);
    for (auto* edit : {m_volume, m_query, m_prefix, m_first})
        connect(edit, &QLineEdit::textEdited, this, [this] { m_isTouched = true; });
    connect(m_first, &QLineEdit::textEdited, this, [this](const QString& text) { m_isStartGiven = !text.isEmpty(); });
    connect(m_prefix, &QLineEdit::editingFinished, this, [this] {
        if (m_prefix->isModified()) emit prefixChosen();
        m_prefix->setModified(false);
    });
    connect(m_digits, &QSpinBox::valueChanged, this, &SpecificationForm::check);
    connect(m_level, &QComboBox::currentIndexChanged, this, &SpecificationForm::check);
    return group;
}

QWidget* SpecificationForm::contentGroup() {
    auto* group = new QGroupBox(tr("What the volume holds"));
    auto* form = formIn(group);
    m_image = new QComboBox;
    m_image->setObjectName(QStringLiteral("specImage"));
    m_image->addItem(tr("TIFF, one file a page"));
    m_image->addItem(tr("PDF, searchable, one a document"));
    m_image->addItem(tr("TIFF and PDF"));
    m_image->addItem(tr("No images"));
    form->addRow(tr("&Images"), m_image);
    m_dpi = new QSpinBox;
    m_dpi->setRange(100, 600);
    m_dpi->setSingleStep(50);
    m_dpi->setSuffix(tr(" dpi"));
    form->addRow(tr("&Resolution"), m_dpi);
    m_color = new QComboBox;
    m_color->addItem(tr("Pages in color stay in color (JPEG)"));
    m_color->addItem(tr("Black and white only"));
    form->addRow(tr("&Color"), m_color);
    m_text = new QCheckBox(tr("One text file a document"));
    form->addRow(tr("Text"), m_text);
    const auto boxes = [this](std::initializer_list<std::pair<const char*, QString>> entries) {
        std::vector<QCheckBox*> list;
        for (const auto& [value, label] : entries) {
            auto* box = new QCheckBox(label);
            box->setProperty("value", QString::fromLatin1(value));
            connect(box, &QCheckBox::toggled, this, &SpecificationForm::check);
            list.push_back(box);
        }
        return list;
    };
    m_loadFiles = boxes({{"dat", tr("DAT")}, {"opt", tr("OPT")}, {"lfp", tr("LFP")}, {"csv", tr("CSV")}});
    form->addRow(tr("Load files"), rowOf(m_loadFiles));
    m_natives = boxes({{"mail", tr("Mail")},
                       {"chat", tr("Chats")},
                       {"calendar", tr("Calendars")},
                       {"text", tr("Text")},
                       {"pdf", tr("PDF")},
                       {"image", tr("Pictures")},
                       {"unsupported", tr("Unreadable kinds")}});
    m_natives.back()->setToolTip(
        tr("Files that are kept but not read, such as spreadsheets: a sheet with the number, and the file itself."));
    form->addRow(tr("Natives of"), rowsOf(m_natives, 4));
    m_privileged = new QComboBox;
    m_privileged->setObjectName(QStringLiteral("specPrivileged"));
    m_privileged->addItem(tr("are withheld and logged"));
    m_privileged->addItem(tr("leave a slip sheet and are logged"));
    form->addRow(tr("Pri&vileged documents"), m_privileged);
    m_redactedPrivileged = new QCheckBox(tr("go out redacted where redactions claim it"));
    m_redactedPrivileged->setObjectName(QStringLiteral("specRedactedPrivileged"));
    m_redactedPrivileged->setAccessibleName(tr("Privileged documents go out redacted where redactions claim it"));
    m_redactedPrivileged->setToolTip(
        tr("A privileged document with a redaction that claims its privilege leaves with that part covered, and is "
           "logged as redacted. Without one it stays back."));
    form->addRow(QString(), m_redactedPrivileged);
    for (auto* combo : {m_image, m_color, m_privileged})
        connect(combo, &QComboBox::currentIndexChanged, this, &SpecificationForm::check);
    connect(m_dpi, &QSpinBox::valueChanged, this, &SpecificationForm::check);
    for (auto* box : {m_text, m_redactedPrivileged}) connect(box, &QCheckBox::toggled, this, &SpecificationForm::check);
    return group;
}

QWidget* SpecificationForm::stampsGroup() {
    auto* group = new QGroupBox(tr("Stamps on each page"));
    auto* grid = new QGridLayout(group);
    grid->setContentsMargins(12, 10, 12, 12);
    grid->setSpacing(7);
    const std::pair<const char*, QString> places[] = {
        {"top_left", tr("Top left")},           {"top_center", tr("Top center")},
        {"top_right", tr("Top right")},         {"bottom_left", tr("Bottom left")},
        {"bottom_center", tr("Bottom center")}, {"bottom_right", tr("Bottom right")}};
    int at = 0;
    for (const auto& [place, label] : places) {
        auto* edit = new QLineEdit;
        edit->setAccessibleName(label);
        edit->setPlaceholderText(label);
        edit->setToolTip(tr("%1. {bates}, {confidentiality} and {volume} stand for the page's own.").arg(label));
        connect(edit, &QLineEdit::textChanged, this, &SpecificationForm::check);
        grid->addWidget(edit, at / 3, at % 3);
        m_stamps.emplace_back(place, edit);
        ++at;
    }
    return group;
}

void SpecificationForm::setSpecification(const Specification& specification) {
    QSignalBlocker quiet(this);
    m_rest = specification;
    m_isTouched = m_isStartGiven = false;
    m_volume->setText(plain(specification.volume));
    m_query->setText(plain(specification.query));
    m_prefix->setText(plain(specification.batesPrefix));
    m_first->setText(QString::number(specification.batesStart));
    m_digits->setValue(specification.batesDigits);
    m_level->setCurrentIndex(specification.level == Specification::Level::Document);
    m_image->setCurrentIndex(specification.image == Specification::Image::None  ? 3
                             : specification.image == Specification::Image::Pdf ? 1
                             : specification.alsoPdf                            ? 2
                                                                                : 0);
    m_dpi->setValue(specification.dpi);
    m_color->setCurrentIndex(specification.colorAuto ? 0 : 1);
    m_text->setChecked(specification.text);
    ui::check(m_natives, specification.natives);
    ui::check(m_loadFiles, specification.loadFiles);
    m_privileged->setCurrentIndex(specification.privileged == Specification::Privileged::SlipSheet);
    m_redactedPrivileged->setChecked(specification.redactedPrivileged == Specification::RedactedPrivileged::Produce);
    for (auto& [place, edit] : m_stamps) {
        const auto found = specification.endorse.find(place);
        edit->setText(found == specification.endorse.end() ? QString() : plain(found->second));
    }
    quiet.unblock();  // told once, when all of it stands
    check();
}

bool SpecificationForm::isTouched() const { return m_isTouched || !m_volume->text().isEmpty() || !prefix().isEmpty(); }

QString SpecificationForm::prefix() const { return m_prefix->text().trimmed(); }

void SpecificationForm::proposeStart(std::int64_t number) {
    if (!m_isStartGiven) m_first->setText(QString::number(number));
}

Result<Specification> SpecificationForm::specification() const {
    Specification wanted = m_rest;
    wanted.volume = utf8(m_volume->text());
    wanted.query = utf8(m_query->text().trimmed());
    wanted.batesPrefix = utf8(m_prefix->text().trimmed());
    wanted.batesStart = m_first->text().toLongLong();
    wanted.batesDigits = m_digits->value();
    wanted.level = m_level->currentIndex() == 1 ? Specification::Level::Document : Specification::Level::Page;
    wanted.image = m_image->currentIndex() == 3   ? Specification::Image::None
                   : m_image->currentIndex() == 1 ? Specification::Image::Pdf
                                                  : Specification::Image::Tiff;
    wanted.alsoPdf = m_image->currentIndex() == 2;
    wanted.dpi = m_dpi->value();
    wanted.colorAuto = m_color->currentIndex() == 0;
    wanted.text = m_text->isChecked();
    wanted.natives = checkedOf(m_natives, m_rest.natives);
    wanted.loadFiles = checkedOf(m_loadFiles, m_rest.loadFiles);
    wanted.privileged =
        m_privileged->currentIndex() == 1 ? Specification::Privileged::SlipSheet : Specification::Privileged::Withhold;
    wanted.redactedPrivileged = m_redactedPrivileged->isChecked() ? Specification::RedactedPrivileged::Produce
                                                                  : Specification::RedactedPrivileged::Withhold;
    wanted.endorse.clear();
    for (const auto& [place, edit] : m_stamps)
        if (!edit->text().trimmed().isEmpty()) wanted.endorse[place] = utf8(edit->text().trimmed());
    // The reader of specifications is the one judge of what is sound.
    return Specification::fromJson(wanted.toJson());
}

void SpecificationForm::check() {
    m_example->setText(m_prefix->text().trimmed() +
                       m_first->text().rightJustified(m_digits->value(), QLatin1Char('0')));
    m_dpi->setEnabled(m_image->currentIndex() != 3);
    m_color->setEnabled(m_image->currentIndex() != 3);
    const auto wanted = specification();
    const bool hasVolume = !m_volume->text().isEmpty(), hasPrefix = !m_prefix->text().trimmed().isEmpty();
    m_problem->setText(wanted                     ? QString()
                       : !hasVolume && !hasPrefix ? tr("Give the volume a name and its pages a Bates prefix.")
                       : !hasVolume               ? tr("Give the volume a name.")
                       : !hasPrefix               ? tr("Give the pages a Bates prefix.")
                                                  : shown(wanted.error().message()));
    // What is not filled in yet is no mistake.
    const char* role = hasVolume && hasPrefix ? "error" : "muted";
    if (m_problem->property("role").toString() != QLatin1String(role)) {
        m_problem->setProperty("role", role);
        m_problem->style()->unpolish(m_problem);
        m_problem->style()->polish(m_problem);
    }
    emit changed();
}

}  // namespace redwell::ui
