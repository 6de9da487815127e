// "Redact message" where the message stands in more places than its own: every document that shows or quotes it, listed
// with what stands there, each with a check box. Nothing is covered that the reviewer has not had the chance to see.
#pragma once

#include "redaction/message_redaction.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace redwell::ui {

class CaseSession;
class ReasonChooser;

class RedactMessageDialog : public QDialog {
    Q_OBJECT
public:
    RedactMessageDialog(CaseSession* session, std::vector<redaction::Sighting> sightings, bool isTextSearched,
                        const QString& reason, QWidget* parent);

signals:
    void placeChosen(redwell::DocumentId document, int page, const redwell::Box& box);
    void redacted(const QString& outcome, bool needsCare);

private:
    void addHeading();  // over those that are a part of the message
    void tickAll(Qt::CheckState state);
    void count();
    void redactChecked();
    std::vector<redaction::Sighting> checked() const;

    QPointer<CaseSession> m_session;
    std::vector<redaction::Sighting> m_sightings;
    ReasonChooser* m_reason;
    QTreeWidget* m_list;
    QLabel* m_about;
    QPushButton* m_redact;
};

// "Covered in 3 documents. In RW000004 it has no place on a page: withhold that document."
QString outcomeOf(const redaction::MessageRedaction& done);

}  // namespace redwell::ui
