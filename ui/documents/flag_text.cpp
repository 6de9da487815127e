#include "ui/documents/flag_text.h"

#include "ui/documents/document_table_model.h"
#include "ui/session/text.h"

#include <QHash>

namespace redwell::ui {
namespace {

struct FlagText {
    const char *label, *meaning;
};

#define REDWELL_FLAG(text) QT_TRANSLATE_NOOP("redwell::ui::DocumentTableModel", text)

const QHash<QString, FlagText>& texts() {
    static const QHash<QString, FlagText> all = {
        {"ocr",
         {REDWELL_FLAG("OCR"), REDWELL_FLAG("Its text was read from a picture of the page: words may be misread.")}},
        {"low_confidence",
         {REDWELL_FLAG("weak OCR"),
          REDWELL_FLAG("Text on some pages was hard to read: look at the page, do not rely on a search.")}},
        {"ocr_failed",
         {REDWELL_FLAG("OCR failed"), REDWELL_FLAG("Text on some pages could not be read: look at them.")}},
        {"encrypted", {REDWELL_FLAG("encrypted"), REDWELL_FLAG("It, or a part of it, is encrypted.")}},
        {"hidden_text", {REDWELL_FLAG("hidden text"), REDWELL_FLAG("It holds text that cannot be seen on its pages.")}},
        {"redacted", {REDWELL_FLAG("redacted"), REDWELL_FLAG("Redactions stand on its pages.")}},
        {"annotated", {REDWELL_FLAG("note"), REDWELL_FLAG("Somebody has written a note on it.")}},
        {"privileged_message",
         {REDWELL_FLAG("privileged message"), REDWELL_FLAG("A reviewer has called a message in it privileged.")}},
        {"javascript",
         {REDWELL_FLAG("script"), REDWELL_FLAG("The PDF holds a program of its own. It is never run here.")}},
        {"form", {REDWELL_FLAG("form"), REDWELL_FLAG("The PDF is a form with fields.")}},
        {"embedded_files",
         {REDWELL_FLAG("embedded files"), REDWELL_FLAG("Files lie inside the PDF; they are part of its family.")}},
        {"damaged_pages", {REDWELL_FLAG("damaged pages"), REDWELL_FLAG("Some of its pages are damaged.")}},
        {"pages_failed",
         {REDWELL_FLAG("pages not drawn"), REDWELL_FLAG("Its pages could not be set. Its text can be read.")}},
        {"messages_failed",
         {REDWELL_FLAG("messages not read"), REDWELL_FLAG("No messages could be told apart in it: read its pages.")}},
        {"nul_bytes",
         {REDWELL_FLAG("stray bytes"), REDWELL_FLAG("The mail holds characters that no mail program writes.")}},
        {"duplicate_headers",
         {REDWELL_FLAG("header stated twice"),
          REDWELL_FLAG("The mail states more than once what is stated once: it may have been changed.")}},
        {"oversized_header",
         {REDWELL_FLAG("large header"), REDWELL_FLAG("The mail's header is too large to be shown whole.")}},
        {"unreadable_date",
         {REDWELL_FLAG("unreadable date"), REDWELL_FLAG("The mail states when it was sent in a way nobody can read.")}},
        {"improbable_date",
         {REDWELL_FLAG("doubtful date"), REDWELL_FLAG("The mail states a time that cannot be right.")}},
        {"attachments_left_out",
         {REDWELL_FLAG("parts left out"), REDWELL_FLAG("Not all of the mail's parts could be taken out of it.")}},
        {"nested_too_deep",
         {REDWELL_FLAG("nested too deep"), REDWELL_FLAG("The mail has parts within too many parts.")}},
        {"too_many_parts",
         {REDWELL_FLAG("too many parts"), REDWELL_FLAG("The mail has more parts than are taken out.")}},
        {"damaged_parts", {REDWELL_FLAG("damaged parts"), REDWELL_FLAG("Parts of the mail are damaged.")}},
        {"body_damaged", {REDWELL_FLAG("damaged text"), REDWELL_FLAG("The mail's text is damaged and is not shown.")}},
        {"text_outside_parts",
         {REDWELL_FLAG("text between parts"),
          REDWELL_FLAG("The mail holds text where mail programs show none; it is shown here.")}},
        {"calendar",
         {REDWELL_FLAG("calendar entry"), REDWELL_FLAG("The mail carries an invitation or an appointment.")}},
        {"deleted", {REDWELL_FLAG("deleted"), REDWELL_FLAG("It was marked as deleted in its mailbox.")}},
        {"entries_left_out",
         {REDWELL_FLAG("entries left out"), REDWELL_FLAG("The calendar has more entries than are shown.")}},
        {"cut_short", {REDWELL_FLAG("cut short"), REDWELL_FLAG("The file ends before its contents do.")}},
        {"unsafe_paths",
         {REDWELL_FLAG("unsafe paths"),
          REDWELL_FLAG("Names of files in the archive point outside of it; they were made safe.")}},
        {"item_count_differs",
         {REDWELL_FLAG("items missing"),
          REDWELL_FLAG("The mailbox says that it holds another number of items than were found.")}},
        {"damaged_mailbox", {REDWELL_FLAG("damaged mailbox"), REDWELL_FLAG("Parts of the mailbox cannot be read.")}},
        {"missing_font",
         {REDWELL_FLAG("missing letters"),
          REDWELL_FLAG("Some of its letters cannot be drawn on the pages: read its text instead.")}},
        {"missing_attachments",
         {REDWELL_FLAG("missing attachments"), REDWELL_FLAG("Files that its messages name were not delivered.")}},
        {"unreferenced_files",
         {REDWELL_FLAG("loose files"), REDWELL_FLAG("Files came with the chat that no message names.")}},
        {"chat_problems",
         {REDWELL_FLAG("chat problems"), REDWELL_FLAG("Parts of the chat's export are not as they should be.")}},
    };
    return all;
}

#undef REDWELL_FLAG

}  // namespace

QString flagLabel(const std::string& flag) {
    const QString key = shown(flag);
    const auto found = texts().constFind(key);
    return found != texts().cend() ? DocumentTableModel::tr(found->label) : QString(key).replace('_', ' ');
}

QString flagMeaning(const std::string& flag) {
    const auto found = texts().constFind(shown(flag));
    return found != texts().cend() ? DocumentTableModel::tr(found->meaning) : QString();
}

}  // namespace redwell::ui
