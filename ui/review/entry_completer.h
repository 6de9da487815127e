// Completes the entry of a line that holds several with ";" between them: what is typed last, not the whole line.
#pragma once

#include <QCompleter>
#include <QLineEdit>

namespace redwell::ui {

class EntryCompleter : public QCompleter {
public:
    EntryCompleter(const QStringList& entries, QLineEdit* line) : QCompleter(entries, line), m_line(line) {
        setCaseSensitivity(Qt::CaseInsensitive);
        setFilterMode(Qt::MatchContains);
        line->setCompleter(this);
    }
    QStringList splitPath(const QString& text) const override { return {text.section(QLatin1Char(';'), -1).trimmed()}; }
    QString pathFromIndex(const QModelIndex& index) const override {
        const QString before = m_line->text().section(QLatin1Char(';'), 0, -2).trimmed();
        const QString entry = QCompleter::pathFromIndex(index);
        return before.isEmpty() ? entry : before + QStringLiteral("; ") + entry;
    }

private:
    QLineEdit* m_line;
};

}  // namespace redwell::ui
