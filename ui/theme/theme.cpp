#include "ui/theme/theme.h"

#include "ui/theme/icon_engine.h"
#include "ui/theme/window_style.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPalette>
#include <QSettings>

namespace redwell::ui {
namespace {

QByteArray asset(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QHash<QString, QColor> colorsOf(const QJsonObject& scheme) {
    QHash<QString, QColor> colors;
    for (auto it = scheme.begin(); it != scheme.end(); ++it) colors.insert(it.key(), QColor(it.value().toString()));
    return colors;
}

QJsonObject themeFile() { return QJsonDocument::fromJson(asset(QStringLiteral(":/themes/redwell.json"))).object(); }

}  // namespace

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

Theme::Theme() {
    const QJsonObject file = themeFile();
    m_light = colorsOf(file.value("light").toObject());
    m_dark = colorsOf(file.value("dark").toObject());
    m_pointSize = file.value("point_size").toDouble(m_pointSize);
}

void Theme::start() {
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(new WindowStyle);
    const QStringList installed = QFontDatabase::families();
    for (const auto& family : themeFile().value("families").toArray()) {
        if (!installed.contains(family.toString())) continue;
        QFont font(family.toString());
        font.setPointSizeF(m_pointSize);
        QApplication::setFont(font);
        break;
    }
    const QString stored = QSettings().value(QStringLiteral("theme")).toString();
    m_choice = stored == "dark" ? Choice::Dark : stored == "light" ? Choice::Light : Choice::System;
    dress();
}

void Theme::choose(Choice choice) {
    m_choice = choice;
    QSettings().setValue(QStringLiteral("theme"), choice == Choice::Dark    ? QStringLiteral("dark")
                                                  : choice == Choice::Light ? QStringLiteral("light")
                                                                            : QStringLiteral("system"));
    dress();
}

QColor Theme::color(const QString& token) const {
    return (m_isDark ? m_dark : m_light).value(token, QColor(Qt::magenta));
}

QIcon Theme::icon(const QString& name) { return QIcon(new IconEngine(name, {})); }
QIcon Theme::icon(const QString& name, const QString& token) { return QIcon(new IconEngine(name, token)); }

void Theme::dress() {
    m_isDark = m_choice == Choice::Dark || (m_choice == Choice::System && m_systemIsDark);
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const char* token) {
        palette.setColor(role, color(QString::fromLatin1(token)));
    };
    set(QPalette::Window, "window");
    set(QPalette::WindowText, "text");
    set(QPalette::Base, "panel");
    set(QPalette::AlternateBase, "row");
    set(QPalette::Text, "text");
    set(QPalette::Button, "panel");
    set(QPalette::ButtonText, "text");
    set(QPalette::BrightText, "on_accent");
    set(QPalette::Highlight, "accent");
    set(QPalette::HighlightedText, "on_accent");
    set(QPalette::Link, "accent");
    set(QPalette::LinkVisited, "accent");
    set(QPalette::ToolTipBase, "raised");
    set(QPalette::ToolTipText, "text");
    set(QPalette::PlaceholderText, "faint");
    set(QPalette::Light, "raised");
    set(QPalette::Midlight, "border");
    set(QPalette::Mid, "strong_border");
    set(QPalette::Dark, "strong_border");
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(QStringLiteral("faint")));
    QApplication::setPalette(palette);

    QString sheet = QString::fromUtf8(asset(QStringLiteral(":/themes/window.qss")));
    const auto& colors = m_isDark ? m_dark : m_light;
    QStringList names = colors.keys();
    // Longer names first: @accent must not eat the front of @accent_soft.
    std::sort(names.begin(), names.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    const auto points = [&](double factor) { return QStringLiteral("%1pt").arg(m_pointSize * factor, 0, 'f', 2); };
    sheet.replace("@point_size", points(1.0)).replace("@small_size", points(0.84));
    sheet.replace("@title_size", points(1.25)).replace("@display_size", points(2.0));
    sheet.replace("@scheme", m_isDark ? "dark" : "light");
    for (const QString& name : names) sheet.replace("@" + name, colors.value(name).name());
    qApp->setStyleSheet(sheet);
    emit changed();
}

}  // namespace redwell::ui
