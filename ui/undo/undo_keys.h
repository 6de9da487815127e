// Undo and redo in a window of its own: the keys of the main window do not reach it.
#pragma once

#include "ui/session/case_session.h"

#include <QPointer>
#include <QShortcut>
#include <QUndoStack>

namespace redwell::ui {

inline void addUndoKeys(QWidget* window, CaseSession* session) {
    const auto key = [&](QKeySequence::StandardKey keys, void (QUndoStack::*act)()) {
        QObject::connect(new QShortcut(QKeySequence(keys), window), &QShortcut::activated, window,
                         [act, session = QPointer<CaseSession>(session)] {
                             if (session && !session->isReadOnly()) (session->undoStack().*act)();
                         });
    };
    key(QKeySequence::Undo, &QUndoStack::undo);
    key(QKeySequence::Redo, &QUndoStack::redo);
}

}  // namespace redwell::ui
