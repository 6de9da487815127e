// The line above a list of messages: this document or its whole conversation, quotations folded or not, and the filter.
#pragma once

#include "ui/conversation/message_filter.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace redwell::ui {

class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    const MessageFilter& filter() const { return m_filter; }
    bool showsOthers() const;  // those that the filter leaves out, pale
    // What can be chosen; the choice that stands is kept where it still can be.
    void offer(const QList<ListedPerson>& people, const QStringList& tags);
    // wholeText: "Thread", "Chat"; empty: there is no more than the document.
    void setScope(bool isWhole, const QString& wholeText);
    void setUnfolded(bool on);
    void showCount(qsizetype found, qsizetype all);  // while a filter stands
    void open();                                     // shows the filter and goes to its words
    void reset();

signals:
    void filterChanged();
    void scopeWanted(bool whole);
    void unfoldWanted(bool on);
    void left();  // the filter is put away: the messages are next

private:
    void changed();
    QDate dayOf(QLineEdit* line, bool isTyped = false) const;

    MessageFilter m_filter;
    QToolButton *m_document, *m_whole, *m_fold, *m_toggle;
    QWidget* m_fields;
    QLineEdit *m_words, *m_from, *m_to;
    QComboBox *m_person, *m_tag;
    QCheckBox* m_others;
    QLabel* m_count;
};

}  // namespace redwell::ui
