#include "ui/reading/reading_desk.h"

#include "ui/redaction/reason_chooser.h"
#include "ui/session/case_session.h"

namespace redwell::ui {

ReadingDesk::ReadingDesk(QWidget* parent) : QWidget(parent), m_reason(new ReasonChooser), m_messages(new QWidget) {}
QWidget* ReadingDesk::messages() const { return m_messages; }
QWidget* ReadingDesk::reasonChooser() const { return m_reason; }
void ReadingDesk::setSession(CaseSession* session) { m_session = session; }
void ReadingDesk::openDocument(DocumentId document) { m_document = document; }
void ReadingDesk::setQuery(const QString& query) { m_query = query; }
void ReadingDesk::showPlace(int, const Box&, MessageId) {}
QString ReadingDesk::reason() const { return m_reason->reason(); }
QString ReadingDesk::selectedText() const { return {}; }
void ReadingDesk::setRedacting(bool on) { emit redactingChanged(on); }
void ReadingDesk::redactSelection() {}
void ReadingDesk::redactMessage() {}
void ReadingDesk::beginNote() {}
void ReadingDesk::findInDocument() {}
void ReadingDesk::zoom(int) {}
void ReadingDesk::fitWidth() {}
void ReadingDesk::fitPage() {}
void ReadingDesk::rotate() {}
void ReadingDesk::goPages(int) {}
void ReadingDesk::showThumbnails(bool) {}

}  // namespace redwell::ui
