// The list of messages beside the pages.
#pragma once

#if __has_include("ui/conversation/message_view.h")
#include "ui/conversation/message_view.h"
#define REDWELL_HAS_MESSAGE_VIEW
#else
#include "documents/message.h"
#include "ui/session/text.h"

#include <QListWidget>

namespace redwell::ui {

class MessageView : public QListWidget {
public:
    struct Shown {
        documents::Message message;
        MessageId id;
        bool hasNote = false, isRedacted = false;
    };
    void setZone(const QString&) {}
    void show(const QString&, const QList<Shown>& messages) {
        QListWidget::clear();
        for (const auto& shownMessage : messages) addItem(shown(shownMessage.message.from));
    }
    void setCurrent(MessageId id) { m_current = id; }
    MessageId current() const { return m_current; }
    void markWords(const QStringList&) {}

private:
    MessageId m_current;
};

}  // namespace redwell::ui
#endif
