// Mending what was read: who wrote a message, to whom and when, and where it begins and ends. Each button is one
// correction, kept with what stood before and undone as one.
#pragma once

#include "base/geometry.h"
#include "documents/message.h"
#include "review/corrections.h"

#include <QDialog>
#include <QPointer>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace redwell::ui {

class CaseSession;

class CorrectMessageDialog : public QDialog {
    Q_OBJECT
public:
    CorrectMessageDialog(CaseSession* session, documents::Message message, QWidget* parent);
    // Text of a page that belongs to no message, to become one.
    CorrectMessageDialog(CaseSession* session, DocumentId document, int page, const Box& box, const QString& text,
                         QWidget* parent);

private:
    void build(const QString& title, const QString& about);
    void addBounds();
    void check();
    review::MessageMending mending() const;  // what differs from the message
    int line() const;                        // of the cursor in the text, from 1
    template <class Make>
    void correct(const QString& text, Make make);

    QPointer<CaseSession> m_session;
    documents::Message m_message;  // id 0: to be made
    int m_page = 0;
    Box m_box;
    QLineEdit *m_from, *m_to, *m_cc, *m_sent, *m_subject;
    QLabel* m_problem;
    QPlainTextEdit* m_body;
    QLabel* m_line = nullptr;
    QPushButton *m_save, *m_split = nullptr, *m_toNext = nullptr, *m_toPrevious = nullptr;
};

}  // namespace redwell::ui
