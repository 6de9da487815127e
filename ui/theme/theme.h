// The window's one source of colours, sizes and icons: resources/themes/redwell.json (a light and a dark scheme) and
// window.qss, whose @names are filled from it. Views ask for a colour by its token and repaint on changed(); none has
// a colour of its own, so that the dark scheme needs no second look.
#pragma once

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QString>

namespace redwell::ui {

class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    static Theme& instance();

    // Reads the choice from the settings and dresses the application. Call once, before the first window.
    void start();
    void choose(Choice choice);  // remembered
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_isDark; }

    // A token of the theme file: "accent", "muted", "hit" ...
    QColor color(const QString& token) const;
    double pointSize() const { return m_pointSize; }
    // An SVG of resources/icons in the current icon colour; follows a change of scheme by itself.
    static QIcon icon(const QString& name);
    static QIcon icon(const QString& name, const QString& token);  // in a colour of its own

signals:
    void changed();

private:
    Theme();
    void dress();

    Choice m_choice = Choice::System;
    bool m_isDark = false, m_systemIsDark = false;
    double m_pointSize = 9.5;
    QHash<QString, QColor> m_light, m_dark;
};

}  // namespace redwell::ui
