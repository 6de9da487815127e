#include "production/load_fields.h"

#include "base/text.h"
#include "production/secrets.h"

#include <algorithm>

namespace redwell::production {
namespace {

using documents::Kind;

// What says nothing about the content leaves in any case; the rest only as far as it hides nothing.
enum class Sort {
    Numbers,   // Bates, paths, counts, custodian, designation
    Content,   // names, titles, times: left out of slip sheets, and of redacted documents where they hold what is
               // redacted
    Original,  // of the untouched original (hashes, size): left out of everything that is not produced whole
};

struct Definition {
    std::string name;
    Sort sort;
    std::string (*value)(const FieldContext&);
};

std::string list(const std::vector<std::string>& values) { return join(values, "; "); }

std::string recordType(const FieldContext& c) {
    const auto& d = c.planned->document;
    if (d.isAttachment()) return "Attachment";
    if (d.kind == Kind::Mail) return "Email";
    if (d.messageCount > 0) return "Messages";
    return d.kind == Kind::Image ? "Hard copy" : "E-document";
}

std::string sent(const FieldContext& c, const char* pattern) {
    const auto& d = c.planned->document;
    return d.dateUtc ? formatInstant(*d.dateUtc, c.zone, pattern) : std::string();
}
bool isMail(const FieldContext& c) {
    return c.planned->document.kind == Kind::Mail || c.planned->document.messageCount > 0;
}

std::string metadata(const FieldContext& c, const char* name) {
    const auto found = c.metadata.find(name);
    return found == c.metadata.end() ? std::string() : found->second;
}

std::string extension(const FieldContext& c) {
    const auto& name = c.planned->document.fileName;
    const auto dot = name.rfind('.');
    return dot == std::string::npos || name.size() - dot > 8 ? std::string() : toLower(name.substr(dot + 1));
}

const std::vector<Definition>& definitions() {
    using C = const FieldContext&;
    static const std::vector<Definition> all = {
        {"BEGBATES", Sort::Numbers, [](C c) { return c.planned->beginBates; }},
        {"ENDBATES", Sort::Numbers, [](C c) { return c.planned->endBates; }},
        {"BEGATTACH", Sort::Numbers, [](C c) { return c.beginAttach; }},
        {"ENDATTACH", Sort::Numbers, [](C c) { return c.endAttach; }},
        {"PARENTBATES", Sort::Numbers, [](C c) { return c.parentBates; }},
        {"CHILDBATES", Sort::Numbers, [](C c) { return list(c.childBates); }},
        {"ATTACHCOUNT", Sort::Numbers,
         [](C c) { return c.childBates.empty() ? std::string() : std::to_string(c.childBates.size()); }},
        {"PAGECOUNT", Sort::Numbers, [](C c) { return std::to_string(c.planned->pages); }},
        {"PRODVOL", Sort::Numbers, [](C c) { return c.volume; }},
        {"CUSTODIAN", Sort::Numbers,
         [](C c) {
             const auto& own = c.planned->document.custodian;
             return std::ranges::find(c.allCustodians, own) == c.allCustodians.end() ? std::string() : own;
         }},
        {"ALLCUSTODIANS", Sort::Numbers, [](C c) { return list(c.allCustodians); }},
        {"RECORDTYPE", Sort::Numbers, recordType},
        {"FROM", Sort::Content, [](C c) { return c.mail ? c.mail->from : c.planned->document.author; }},
        {"TO", Sort::Content, [](C c) { return c.mail ? list(c.mail->to) : list(c.planned->document.recipients); }},
        {"CC", Sort::Content, [](C c) { return c.mail ? list(c.mail->cc) : std::string(); }},
        {"BCC", Sort::Content, [](C c) { return c.mail ? list(c.mail->bcc) : std::string(); }},
        {"SUBJECT", Sort::Content, [](C c) { return isMail(c) ? c.planned->document.title : std::string(); }},
        {"TITLE", Sort::Content, [](C c) { return isMail(c) ? std::string() : c.planned->document.title; }},
        {"AUTHOR", Sort::Content, [](C c) { return isMail(c) ? std::string() : c.planned->document.author; }},
        {"DATESENT", Sort::Content, [](C c) { return isMail(c) ? sent(c, "MM/dd/yyyy") : std::string(); }},
        {"TIMESENT", Sort::Content, [](C c) { return isMail(c) ? sent(c, "HH:mm:ss") : std::string(); }},
        {"DOCDATE", Sort::Content, [](C c) { return sent(c, "MM/dd/yyyy"); }},
        {"DATECREATED", Sort::Original,
         [](C c) {
             const auto created = StatedTime{metadata(c, "file_created")}.instant(c.zone);
             return created ? formatInstant(*created, c.zone, "MM/dd/yyyy") : std::string();
         }},
        {"TIMEZONE", Sort::Numbers, [](C c) { return c.zone; }},
        {"MESSAGEID", Sort::Content, [](C c) { return metadata(c, "message_id"); }},
        {"INREPLYTO", Sort::Content, [](C c) { return metadata(c, "in_reply_to"); }},
        {"ATTACHNAMES", Sort::Content, [](C c) { return list(c.childNames); }},
        {"FILENAME", Sort::Content, [](C c) { return c.planned->document.fileName; }},
        {"FILEEXT", Sort::Content, extension},
        {"FILETYPE", Sort::Content, [](C c) { return c.planned->document.mimeType; }},
        {"FILEPATH", Sort::Content, [](C c) { return c.allPaths.empty() ? std::string() : c.allPaths.front(); }},
        {"ALLPATHS", Sort::Content, [](C c) { return list(c.allPaths); }},
        {"FILESIZE", Sort::Original, [](C c) { return std::to_string(c.planned->document.size); }},
        {"MD5HASH", Sort::Original, [](C c) { return c.planned->document.md5; }},
        {"SHA1HASH", Sort::Original, [](C c) { return c.planned->document.sha1; }},
        {"SHA256HASH", Sort::Original,
         [](C c) { return c.planned->document.sha256 == Sha256{} ? std::string() : c.planned->document.sha256.hex(); }},
        {"CONFIDENTIALITY", Sort::Numbers, [](C c) { return c.confidentiality; }},
        {"REDACTED", Sort::Numbers,
         [](C c) { return std::string(c.planned->treatment == Treatment::Redacted ? "Yes" : "No"); }},
        {"REDACTIONREASON", Sort::Numbers, [](C c) { return list(c.redactionReasons); }},
        {"PRIVTYPE", Sort::Numbers,
         [](C c) { return std::string(c.planned->treatment == Treatment::SlipSheet ? "Slip-sheeted" : ""); }},
        {"CHATPARTICIPANTS", Sort::Content,
         [](C c) {
             return c.planned->document.kind != Kind::Mail && c.planned->document.messageCount > 0
                        ? c.planned->document.author
                        : std::string();
         }},
        {"CHATMSGCOUNT", Sort::Content,
         [](C c) {
             return c.planned->document.kind != Kind::Mail && c.planned->document.messageCount > 0
                        ? std::to_string(c.planned->document.messageCount)
                        : std::string();
         }},
        {"NATIVELINK", Sort::Numbers, [](C c) { return c.nativePath; }},
        {"PDFLINK", Sort::Numbers, [](C c) { return c.pdfPath; }},
        {"TEXTLINK", Sort::Numbers, [](C c) { return c.textPath; }},
    };
    return all;
}

}  // namespace

const std::vector<std::string>& knownFields() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& definition : definitions()) all.push_back(definition.name);
        return all;
    }();
    return names;
}

const std::vector<std::string>& standardFields() {
    static const std::vector<std::string> names = {"BEGBATES",
                                                   "ENDBATES",
                                                   "BEGATTACH",
                                                   "ENDATTACH",
                                                   "PARENTBATES",
                                                   "ATTACHCOUNT",
                                                   "PAGECOUNT",
                                                   "PRODVOL",
                                                   "CUSTODIAN",
                                                   "ALLCUSTODIANS",
                                                   "RECORDTYPE",
                                                   "FROM",
                                                   "TO",
                                                   "CC",
                                                   "BCC",
                                                   "SUBJECT",
                                                   "TITLE",
                                                   "AUTHOR",
                                                   "DATESENT",
                                                   "TIMESENT",
                                                   "DOCDATE",
                                                   "TIMEZONE",
                                                   "MESSAGEID",
                                                   "FILENAME",
                                                   "FILEEXT",
                                                   "FILESIZE",
                                                   "MD5HASH",
                                                   "SHA256HASH",
                                                   "CONFIDENTIALITY",
                                                   "REDACTED",
                                                   "REDACTIONREASON",
                                                   "PRIVTYPE",
                                                   "NATIVELINK",
                                                   "PDFLINK",
                                                   "TEXTLINK"};
    return names;
}

Result<std::vector<std::string>> fieldValues(const std::vector<std::string>& names, const FieldContext& context) {
    std::vector<std::string> values;
    const auto treatment = context.planned->treatment;
    for (const auto& name : names) {
        const auto found = std::ranges::find(definitions(), name, &Definition::name);
        if (found == definitions().end())
            return Error{ErrorKind::Usage,
                         "'" + name + "' is not a load file field",
                         {},
                         "Known are: " + join(knownFields(), ", ") + "."};
        std::string value;
        const bool whole = treatment == Treatment::Produced;
        if (found->sort == Sort::Numbers || whole || (found->sort == Sort::Content && treatment == Treatment::Redacted))
            value = found->value(context);
        if (found->sort == Sort::Content && treatment == Treatment::Redacted) {
            // The parts of a date are found in any text; only a whole one that is hidden is kept back.
            const bool isMoment = name.find("DATE") != std::string::npos || name.find("TIME") != std::string::npos;
            if (tellsHidden(value, context.hidden, isMoment ? HiddenWords{} : context.hiddenWords)) value.clear();
        }
        values.push_back(cleanUtf8(value));
    }
    return values;
}

}  // namespace redwell::production
