// The languages that scans are read in: a choice among those that are installed, since any other would only come back
// as an exception of every page.
#pragma once

#include <QPushButton>
#include <QStringList>

namespace redwell::ui {

class LanguageButton : public QPushButton {
    Q_OBJECT
public:
    // installed: Tesseract's names. wanted: "eng+fra"; what is not installed of it is not chosen.
    LanguageButton(const QStringList& installed, const QString& wanted, QWidget* parent = nullptr);
    // In the order of choice, the first being the main one: "eng+fra". Empty when none is chosen.
    QString languages() const { return m_chosen.join(QLatin1Char('+')); }

signals:
    void changed();

private:
    void choose(const QString& language, bool isChosen);

    QStringList m_chosen;
};

}  // namespace redwell::ui
