// Two reviewers on the same messages, in two columns: what they disagree on is marked and settled by a third choice,
// which is logged. Reviewers and scope are chosen; a click on a message opens the exhibit.
#pragma once

#include "casefile/case_template.h"
#include "review/message_calls.h"
#include "ui/conversation/reviewers_page.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

#include <map>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace redwell::ui {

class CaseSession;
class EmptyState;
class SealedView;

class ReviewersWindow : public QDialog {
    Q_OBJECT
public:
    // document, conversation: of what is open; what can be compared besides the whole case.
    ReviewersWindow(CaseSession* session, DocumentId document, const std::string& conversation, QWidget* parent);

    const QList<ComparedMessage>& shownMessages() const { return m_shown; }
    MessageId current() const { return m_current; }
    void goToDisagreement(int by);
    void settle(MessageId message, int line);  // asks which choice

signals:
    void messageChosen(redwell::DocumentId document, redwell::MessageId message);

private:
    struct Found {
        std::vector<review::ComparedCall> calls;
        std::map<MessageId, documents::Message> messages;
        std::map<DocumentId, std::string> numbers;
        std::vector<casefile::Field> fields;
    };
    void loadReviewers();
    void sayWhatIsNeeded(const std::vector<std::string>& names);
    void load();
    void showCalls();
    void settleAs(MessageId message, const std::string& field, const std::string& value);

    QPointer<CaseSession> m_session;
    DocumentId m_document;
    std::string m_conversation;
    QComboBox *m_first, *m_second, *m_scope;
    QCheckBox* m_onlyOpen;
    QLabel* m_count;
    QPushButton *m_previous, *m_next;
    SealedView* m_view;
    EmptyState* m_empty;
    QStackedWidget* m_whole;
    Found m_found;
    QList<ComparedMessage> m_shown;
    std::map<MessageId, std::vector<std::size_t>> m_callsOf;  // places in m_found.calls
    MessageId m_current;
    QTimer m_soon;
    bool m_isRead = false;  // what is compared is there
    int m_reads = 0;
    quint64 m_edition = 0;
};

}  // namespace redwell::ui
