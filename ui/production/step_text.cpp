#include "ui/production/step_text.h"

#include "production/verify.h"
#include "ui/session/text.h"

#include <QCoreApplication>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::ProductionDialog", text); }

}  // namespace

QString stepText(const QString& line, qint64 done, qint64 known) {
    const QLocale locale;
    const QString text = line == plain(production::kCheckingFiles) ? tr("Step 2 of 3: checking, %1 of %2 files")
                         : line == plain(production::kReadingBack) ? tr("Step 3 of 3: reading back, %1 of %2 files")
                                                                   : tr("Step 1 of 3: writing, %1 of %2 pages");
    return text.arg(locale.toString(done), locale.toString(known));
}

QString timeLeftText(qint64 elapsedMilliseconds, qint64 done, qint64 known) {
    constexpr qint64 kTooSoon = 1500, kMinute = 60'000;  // ms
    if (elapsedMilliseconds < kTooSoon || done <= 0 || known <= done) return {};
    const qint64 left = elapsedMilliseconds * (known - done) / done;
    if (left < kMinute) return tr("Less than %1 seconds left in this step").arg(left / 5000 * 5 + 5);
    return counted((left + kMinute / 2) / kMinute, tr("About a minute left in this step"),
                   tr("About %1 minutes left in this step"));
}

}  // namespace redwell::ui
