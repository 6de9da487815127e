#include "ui/session/task.h"

#include "ui/session/text.h"

#include <QTimer>

namespace redwell::ui {

void Task::report(std::int64_t done, std::int64_t known, std::string_view line) {
    {
        const std::scoped_lock lock(m_reporting);
        m_done = done;
        m_known = known;
        m_line = shown(line);
    }
    if (m_isDelivering.exchange(true)) return;
    QMetaObject::invokeMethod(
        this, [this] { QTimer::singleShot(40, this, &Task::deliver); }, Qt::QueuedConnection);
}

void Task::deliver() {
    m_isDelivering = false;
    qint64 done = 0, known = 0;
    QString line;
    {
        const std::scoped_lock lock(m_reporting);
        done = m_done;
        known = m_known;
        line = m_line;
    }
    emit progressed(done, known, line);
}

}  // namespace redwell::ui
