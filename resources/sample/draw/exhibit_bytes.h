// One exhibit's source to the bytes of its file: the one place that knows every kind.
#pragma once

#include "sources.h"

#include <QByteArray>

namespace redwell::sample {

// Throws std::runtime_error when the source asks for something that is not there.
QByteArray bytesOf(const QJsonObject& source, const Sources& sources);

}  // namespace redwell::sample
