// What is asked before anything is covered: a reason where none was chosen yet, and whether a claim of privilege is
// meant on documents that are coded not privileged.
#pragma once

#include "base/strong_id.h"

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace redwell::ui {

class CaseSession;

// Asks once; chosen is not called when it is cancelled.
// now: the reason that is to be changed, empty for one that is asked for first.
void askReason(QWidget* over, std::function<void(const QString& reason)> chosen, const QString& now = {});

// go is called when nothing contradicts the reason, or the reviewer means it all the same.
void checkReason(CaseSession& session, const QString& reason, std::vector<DocumentId> documents, QWidget* over,
                 std::function<void()> go);

}  // namespace redwell::ui
