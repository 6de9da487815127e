// Mail chains: heads found by mail_head, bodies between them, quoted levels sorted by their marks so that a reply
// written between quotations goes to the one who wrote it.
#pragma once

#include "messages/extraction.h"
#include "messages/mail_head.h"

#include <vector>

namespace redwell::messages {

// In document order; a head never lies inside another.
std::vector<MailHead> findMailHeads(const std::vector<TextLine>& lines);

// running: heads and feet of the pages, which may say when the print was made.
Extraction readMail(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                    const std::vector<MailHead>& heads);

}  // namespace redwell::messages
