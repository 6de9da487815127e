// Tells somebody who writes from somebody who codes by single keys: a letter that is no key of anything is only pressed
// by who means to write, into a field that did not open or has lost the focus. From then on the coding keys rest until
// the writing pauses, so that a sentence does not code a document. Coding itself, however fast, never meets such a
// letter.
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>

namespace redwell::ui {

class WritingGuard : public QObject {
    Q_OBJECT
public:
    explicit WritingGuard(QObject* parent = nullptr);
    void setWatching(bool on);  // while the coding keys work
    bool isResting();           // whether a coding key that was pressed now is one of a sentence
    void noteChange();          // a key has coded something

signals:
    // The keys rest from this letter on. changes: by the keys of the same sentence before it.
    void writingSeen(const QString& letter, int changes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_isWatching = false;
    QElapsedTimer m_since;           // the last letter of a sentence; not valid: none
    QList<QElapsedTimer> m_changes;  // by keys, lately
};

}  // namespace redwell::ui
