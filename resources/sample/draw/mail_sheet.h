// Mail on paper: the print of a mail program with its label block ("outlook") or of web mail ("gmail"), the newest
// message first and the chain beneath it.
#pragma once

#include "sheet.h"
#include "sources.h"

namespace redwell::sample {

// "thread", "message" (the newest one shown, counted from 0; the last if absent), "owner", "style", "chain" (how many).
void fillMailSheet(Sheet& sheet, const QJsonObject& source, const Sources& sources);

// The thread up to the message that the source names, oldest first.
QList<Mail> chainOf(const QJsonObject& source, const Sources& sources);

QString fullAddress(const Person& person);
QString attribution(const Mail& mail, const Sources& sources);  // "On Tue, Oct 24, 2023 at 2:03 PM ... wrote:"
QStringList withSignature(const Mail& mail, const Sources& sources);

}  // namespace redwell::sample
