#include "ui/session/case_session.h"

#include "ui/session/text.h"

#include <QSettings>

#include <pwd.h>
#include <unistd.h>

namespace redwell::ui {

CaseSession::CaseSession(std::unique_ptr<casefile::Case> opened, QObject* parent)
    : QObject(parent), m_open(std::make_unique<OpenCase>(std::move(opened))) {}

CaseSession::~CaseSession() = default;

QString CaseSession::name() const { return shown(m_open->file->name()); }
QString CaseSession::folder() const { return QString::fromStdString(m_open->file->folder().string()); }

QString CaseSession::reviewer() {
    const QString stored = QSettings().value(QStringLiteral("reviewer")).toString().trimmed();
    if (!stored.isEmpty()) return stored;
    if (const passwd* user = getpwuid(getuid())) {
        const QString full = QString::fromLocal8Bit(user->pw_gecos).section(QLatin1Char(','), 0, 0).trimmed();
        return full.isEmpty() ? QString::fromLocal8Bit(user->pw_name) : full;
    }
    return QStringLiteral("reviewer");
}

void CaseSession::setReviewer(const QString& name) {
    QSettings().setValue(QStringLiteral("reviewer"), name.simplified());
}

void CaseSession::report(const Error& error) {
    if (error.kind == ErrorKind::Cancelled) return;
    // People know the case by its name; where its files lie tells them nothing.
    Error told = error;
    const std::string folder = m_open->file->folder().string();
    if (told.where.starts_with(folder)) told.where.clear();
    const QString message = shown(told.message());
    emit failed(told.where.empty() ? sentence(message) : message, headingOf(error, name()));
}

QString headingOf(const Error& error, const QString& caseName) {
    switch (error.kind) {
        case ErrorKind::Damaged: return CaseSession::tr("%1: something in it is damaged").arg(caseName);
        case ErrorKind::DiskFull: return CaseSession::tr("%1: the disk is full").arg(caseName);
        case ErrorKind::Permission: return CaseSession::tr("%1: access was refused").arg(caseName);
        case ErrorKind::Busy: return CaseSession::tr("%1 is in use").arg(caseName);
        case ErrorKind::ReadOnly: return CaseSession::tr("%1 cannot be changed").arg(caseName);
        default: return CaseSession::tr("%1: this did not work").arg(caseName);
    }
}

}  // namespace redwell::ui
