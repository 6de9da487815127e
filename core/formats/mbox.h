// A mailbox in MBOX format: where its mails begin and end, in whichever of the four dialects it was written. None of
// them names itself, so each is told by what stands in the file:
//   mboxcl, mboxcl2   Content-Length states where a mail ends; it counts where it is true, that is where a mail or the
//                     file's end follows. Bodies hold ">From " (cl) or plain "From " lines (cl2).
//   mboxrd            every line of quoted "From " has one more ">" than its mail had: one is taken off.
//   mboxo             only "From " was quoted; a ">>From " stands as it was written.
// Between rd and o the quotation around such a line decides: ">>From " amid lines quoted once was ">From ".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

enum class MboxDialect { O, Rd, Cl, Cl2 };
std::string_view name(MboxDialect dialect);  // "mboxo", "mboxrd", "mboxcl", "mboxcl2"

struct MboxEntry {
    std::size_t begin = 0, end = 0;  // of the mail with its "From " line, in bytes of the file
    std::string_view mail;           // as it stands there, quoted, without that line and the empty one behind it
};

class Mbox {
public:
    explicit Mbox(std::string_view bytes) : m_bytes(bytes) {}

    // The mail that begins at an offset at which another ended, or 0; what stands before the first is an entry too.
    std::optional<MboxEntry> next(std::size_t offset) const;
    MboxDialect dialect() const;  // reads the file's beginning, 64 MB of it at most

private:
    bool isSeparator(std::size_t at) const;
    std::size_t endOf(std::size_t body, std::size_t contentLength) const;

    std::string_view m_bytes;
};

// A mail as it was before it was put into the mailbox.
std::string unquotedMail(std::string_view mail, MboxDialect dialect);

// The bytes are a mailbox: at least two mails, or one and nothing else known of it (isNamed: the file is called so).
bool isMailbox(std::string_view bytes, bool isNamed);

}  // namespace redwell::formats
