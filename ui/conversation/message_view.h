// The messages found in an exhibit, as the conversation they were. Shown by Chromium without scripts: the current
// message is the page's :target, so that moving costs no reload. What a reviewer does here leaves as signals; the view
// changes nothing itself.
#pragma once

#include "ui/conversation/conversation_page.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QTimer;
class QWebEngineView;

namespace redwell::ui {

class PageServer;
class RequestGuard;

class MessageView : public QWidget {
    Q_OBJECT
public:
    using Shown = ShownMessage;

    explicit MessageView(QWidget* parent = nullptr);
    ~MessageView() override;

    void setZone(const QString& timeZone);
    void show(const QString& title, const QList<Shown>& messages);
    void clear();
    void setCurrent(MessageId id);
    MessageId current() const { return m_current; }
    void markWords(const QStringList& foldedWords);
    int refusedRequests() const;
    QWebEngineView* view() const { return m_view; }

signals:
    void messageChosen(redwell::MessageId id);
    void redactWanted(redwell::MessageId id);
    void noteWanted(redwell::MessageId id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void makeView();
    void schedule();
    void draw();
    void follow(const QUrl& link);
    void goToCurrent();
    bool handle(QKeyEvent* event);
    void step(int by);
    void choose(MessageId id);
    void showMenu(const QPoint& at);
    qsizetype indexOf(MessageId id) const;

    QStackedLayout* m_pages;
    QWidget* m_empty;
    QLabel *m_emptyTitle, *m_emptyLine;
    QWebEngineView* m_view = nullptr;  // made with the first messages: Chromium takes its time to start
    PageServer* m_server = nullptr;
    RequestGuard* m_guard = nullptr;
    QTimer* m_soon;
    Conversation m_conversation;
    MessageId m_current;
    QUrl m_address;
    quint64 m_edition = 0;
    bool m_isLoaded = false;
};

}  // namespace redwell::ui
