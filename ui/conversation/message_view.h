// A list of messages as the conversation they were. The current message is the page's :target, so that moving costs no
// reload. What a reviewer does here leaves as signals; the view changes nothing itself.
#pragma once

#include "ui/conversation/conversation_page.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QStackedLayout;
class QTimer;
class QWebEngineView;

namespace redwell::ui {

class SealedView;

class MessageView : public QWidget {
    Q_OBJECT
public:
    using Shown = ShownMessage;

    explicit MessageView(QWidget* parent = nullptr);

    void setZone(const QString& timeZone);
    // isSame: the conversation that is on the screen, told anew; the place in it is kept.
    void show(const QList<Shown>& messages, const QList<Aside>& asides = {}, bool isSame = false);
    void clear();
    void clear(const QString& title, const QString& line);  // with words of its own
    // isInView: it was clicked there, so nothing moves.
    void setCurrent(MessageId id, bool isInView = false);
    MessageId current() const { return m_current; }
    // The current message, or the run up to it that was marked with Shift, in order.
    QList<MessageId> selected() const;
    void markWords(const QStringList& foldedWords);
    void setUnfolded(bool on);
    bool isUnfolded() const { return m_conversation.isUnfolded; }
    // To the next (1) or previous (-1) message; of those that the filter found or that hold a marked word.
    void step(int by, bool withRun = false);
    bool stepMatch(int by);
    int refusedRequests() const;
    // The first page waits, so that something else may be on the screen before it; see SealedView.
    void hold();
    void release();
    QWebEngineView* view() const;

signals:
    void messageChosen(redwell::MessageId id);
    void elsewhereWanted(redwell::MessageId id);  // a message that this list does not show
    void redactWanted(redwell::MessageId id);
    void noteWanted(redwell::MessageId id);
    void attachmentWanted(redwell::MessageId id, int index);
    void asideChosen(const redwell::ui::Aside& aside);
    void takeWanted(const redwell::ui::Aside& aside);  // unassigned text is to become a message
    void menuWanted(const QPoint& globalPosition, const QString& selectedText);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void schedule();
    void draw();
    void follow(const QString& path, bool withShift);
    bool handle(QKeyEvent* event);
    void choose(MessageId id, bool withRun, bool isInView = false);
    void markRun();
    bool hasWord(const Shown& shown) const;
    qsizetype indexOf(MessageId id) const;
    QString fragment() const;

    QStackedLayout* m_pages;
    QWidget* m_empty;
    QLabel *m_emptyTitle, *m_emptyLine;
    SealedView* m_sealed;
    QTimer* m_soon;
    Conversation m_conversation;
    MessageId m_current, m_runFrom;
    quint64 m_edition = 0;
};

}  // namespace redwell::ui
