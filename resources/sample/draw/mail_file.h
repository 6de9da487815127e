// A message file as RFC 5322 and MIME have it: references to the thread before it, an HTML alternative where the
// source asks for one, attachments in base64.
#pragma once

#include "sources.h"

#include <QByteArray>

namespace redwell::sample {

struct Attachment {
    QString name;
    QByteArray type, bytes;
};

// "thread", "message", "html", "quote" (repeat the chain beneath, as most programs do; true unless false).
QByteArray mailFile(const QJsonObject& source, const QList<Attachment>& attachments, const Sources& sources);

}  // namespace redwell::sample
