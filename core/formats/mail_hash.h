// DH-1, the hash by which two mails are told to be the same, whatever file they came in. All strings are UTF-8 in NFC,
// every hash SHA-256 in lower-case hex:
//   body         what the mail says without white space and control characters
//   header       subject (ends trimmed), sender's address in lower case (his name without one), and time sent in UTC
//                ("2023-10-24T12:03:11Z", empty without one; a time without a zone counts as UTC), joined by line feeds
//   recipients   addresses of To and Cc in lower case (names without one), each once, sorted, joined by line feeds
//   attachments  SHA-256 of each file or DH-1 of an attached mail, sorted, joined by line feeds; pictures that the text
//                shows in their place ("cid:") are none
//   dedup        over "DH-1", a line feed and the four hashes
//   family       over dedup and the same of every child, shown pictures too, in order
#pragma once

#include "documents/mail_hashes.h"
#include "formats/mail_content.h"

namespace redwell::formats {

documents::MailHashes mailHashes(const MailContent& mail);

}  // namespace redwell::formats
