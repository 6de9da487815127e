#include "production/load_fields.h"

#include "base/text.h"
#include "planned_case.h"
#include "production/document_facts.h"

#include <map>

namespace redwell::production {
namespace {

using testing::HasSubstr;
using testing::Not;

class LoadFieldsTest : public PlannedCase {
protected:
    documents::Document mail(const std::string& subject, const std::string& body) {
        auto d = ofBytes(subject);
        d.kind = documents::Kind::Mail;
        d.fileName = subject + ".eml";
        d.title = subject;
        d.author = "Imogen Vale <ivale@meridian.example>";
        d.recipients = {"Dario Okonjo <dokonjo@meridian.example>"};
        d.custodian = "Vale";
        d.date.text = "2023-10-24T14:03:11-04:00";
        d.dateUtc = Instant{1698170591000};
        documents::Message message;
        message.ordinal = 1;
        message.page = 1;
        message.from = d.author;
        message.to = d.recipients;
        message.cc = {"Tomasz Reyl <treyl@counsel.example>"};
        message.subject = subject;
        message.body = body;
        return responsive(d, {body}, {message});
    }
    // Every known field of a document, by name.
    std::map<std::string, std::string> fields(const documents::Document& d, const Specification& s = specification()) {
        const auto p = planOf(s);
        const auto places = layOut(p);
        const auto rows = loadFileRows(*m_case, p, *places, knownFields());
        EXPECT_TRUE(rows) << rows.error().message();
        std::map<std::string, std::string> values;
        for (std::size_t i = 0; i < places->size(); ++i)
            if (p.documents[places->at(i).planned].document.id == d.id)
                for (std::size_t k = 0; k < knownFields().size(); ++k) values[knownFields()[k]] = rows->at(i)[k];
        return values;
    }
};

TEST_F(LoadFieldsTest, AMailProducedWholeTellsWhatItKnows) {
    const auto d = mail("Books", "The list is attached.");
    code(d, "confidentiality", "attorneys_eyes_only");
    auto f = fields(d, specification(R"("natives": ["mail"])"));
    EXPECT_EQ(f["BEGBATES"], "M-0001");
    EXPECT_EQ(f["ENDBATES"], "M-0001");
    EXPECT_EQ(f["PAGECOUNT"], "1");
    EXPECT_EQ(f["FROM"], "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(f["CC"], "Tomasz Reyl <treyl@counsel.example>");
    EXPECT_EQ(f["SUBJECT"], "Books");
    EXPECT_EQ(f["DATESENT"], "10/24/2023");
    EXPECT_EQ(f["TIMESENT"], "14:03:11");
    EXPECT_EQ(f["TIMEZONE"], "America/New_York");
    EXPECT_EQ(f["RECORDTYPE"], "Email");
    EXPECT_EQ(f["SHA256HASH"], sha256("Books").hex());
    EXPECT_EQ(f["MD5HASH"], md5Hex("Books"));
    EXPECT_EQ(f["FILESIZE"], "4711");
    EXPECT_EQ(f["REDACTED"], "No");
    EXPECT_EQ(f["CONFIDENTIALITY"], "ATTORNEYS' EYES ONLY");
    EXPECT_EQ(f["NATIVELINK"], "NATIVES\\0001\\M-0001.eml");
    EXPECT_EQ(f["TEXTLINK"], "TEXT\\0001\\M-0001.txt");
}

TEST_F(LoadFieldsTest, TimesAreInTheSpecificationsZone) {
    const auto d = mail("Books", "The list is attached.");
    EXPECT_EQ(fields(d, specification(R"("time_zone": "Asia/Tokyo")"))["DATESENT"], "10/25/2023");
    EXPECT_EQ(fields(d, specification(R"("time_zone": "Asia/Tokyo")"))["TIMESENT"], "03:03:11");
}

TEST_F(LoadFieldsTest, WhatARedactionHidesIsInNoField) {
    const auto d = mail("Re: Okonjo settles for four", "Imogen says that Okonjo settles for four million");
    redact(d, "Okonjo settles for four million");
    for (const auto& [name, value] : fields(d)) {
        EXPECT_THAT(foldToAlphanumeric(value), Not(HasSubstr("okonjosettles"))) << name;
        EXPECT_THAT(value, Not(HasSubstr(sha256("Re: Okonjo settles for four").hex()))) << name;
    }
}

TEST_F(LoadFieldsTest, ARedactedNameIsInNoParticipant) {
    const auto d = mail("Books", "The list is for Okonjo");
    redact(d, "Okonjo", "Personal data");
    auto f = fields(d);
    for (const auto& [name, value] : f) EXPECT_THAT(toLower(value), Not(HasSubstr("okonjo"))) << name;
    EXPECT_EQ(f["SUBJECT"], "Books");  // hides nothing, so it stays
    EXPECT_EQ(f["REDACTED"], "Yes");
    EXPECT_EQ(f["REDACTIONREASON"], "Personal data");
}

TEST_F(LoadFieldsTest, HashesAndSizesOfTheOriginalAreBlankWhenItIsRedacted) {
    const auto d = mail("Books", "The list is for Okonjo");
    redact(d, "Okonjo");
    auto f = fields(d, specification(R"("natives": ["mail"])"));
    for (const char* name : {"MD5HASH", "SHA1HASH", "SHA256HASH", "FILESIZE", "NATIVELINK"})
        EXPECT_EQ(f[name], "") << name;
}

TEST_F(LoadFieldsTest, ASlipSheetTellsNothingOfItsDocument) {
    const auto d = mail("Strategy", "Counsel thinks that the claim is weak");
    code(d, "privilege", "attorney_client");
    auto f = fields(d, specification(R"("privileged": "slip_sheet", "natives": ["mail"])"));
    EXPECT_EQ(f["BEGBATES"], "M-0001");
    EXPECT_EQ(f["PRIVTYPE"], "Slip-sheeted");
    for (const char* name : {"FROM",         "TO",
                             "CC",           "BCC",
                             "SUBJECT",      "TITLE",
                             "AUTHOR",       "DATESENT",
                             "TIMESENT",     "DOCDATE",
                             "MESSAGEID",    "INREPLYTO",
                             "ATTACHNAMES",  "FILENAME",
                             "FILEEXT",      "FILETYPE",
                             "FILEPATH",     "FILESIZE",
                             "MD5HASH",      "SHA1HASH",
                             "SHA256HASH",   "CHATPARTICIPANTS",
                             "CHATMSGCOUNT", "NATIVELINK"})
        EXPECT_EQ(f[name], "") << name;
}

TEST_F(LoadFieldsTest, AFamilyNamesItsRangeItsParentAndItsChildren) {
    const auto parent = mail("Books", "The list is attached.");
    const auto first = attachment(parent, 1, "first"), second = attachment(parent, 2, "second"),
               third = attachment(parent, 3, "third");
    code(second, "privilege", "attorney_client");
    auto f = fields(parent);
    EXPECT_EQ(f["BEGATTACH"], "M-0001");
    EXPECT_EQ(f["ENDATTACH"], "M-0003");
    EXPECT_EQ(f["CHILDBATES"], "M-0002; M-0003");
    EXPECT_EQ(f["ATTACHCOUNT"], "2");
    EXPECT_THAT(f["ATTACHNAMES"], Not(HasSubstr(second.fileName)));
    EXPECT_EQ(fields(third)["PARENTBATES"], "M-0001");
    EXPECT_EQ(fields(third)["RECORDTYPE"], "Attachment");
    EXPECT_EQ(fields(third)["BEGATTACH"], "M-0001");
}

TEST_F(LoadFieldsTest, AnAttachmentsSecretIsNotToldByItsParent) {
    const auto parent = mail("Books", "The list is attached.");
    documents::Document wanted;
    wanted.parent = parent.id;
    wanted.family = parent.id;
    wanted.familyOrder = 1;
    wanted.fileName = "Okonjo.pdf";
    const auto child = put(wanted, {"The agent is Okonjo"});
    redact(child, "Okonjo");
    EXPECT_THAT(fields(parent)["ATTACHNAMES"], Not(HasSubstr("Okonjo")));
    EXPECT_THAT(fields(child)["FILENAME"], Not(HasSubstr("Okonjo")));
}

TEST_F(LoadFieldsTest, APathDoesNotNameTheWithheldMailThatADocumentCameIn) {
    const auto parent = mail("Settlement strategy", "Counsel thinks that the claim is weak");
    foundAt(parent, "Vale/box.pst/Sent/Settlement strategy.eml (2)");
    const auto child = attachment(parent, 1, "list"), other = attachment(parent, 2, "names");
    foundAt(child, "Vale/box.pst/Sent/Settlement strategy.eml (2)/list.pdf");
    foundAt(other, "Vale/elsewhere/names.pdf");
    documents::Document copy;
    copy.parent = copy.family = parent.id;
    copy.familyOrder = 3;
    copy.state = documents::State::Duplicate;
    copy.duplicateOf = child.id;
    foundAt(put(copy, {}), "Vale/box.pst/Sent/Settlement strategy.eml (2)/list copy.pdf");
    for (const auto& d : {child, other}) code(d, "privilege", "none");
    EXPECT_EQ(fields(child)["FILEPATH"], "Vale/box.pst/Sent/Settlement strategy.eml (2)/list.pdf");
    code(parent, "privilege", "attorney_client");
    EXPECT_EQ(fields(child)["FILEPATH"], "Vale/box.pst/Sent/[withheld]/list.pdf");
    EXPECT_EQ(fields(child)["ALLPATHS"],
              "Vale/box.pst/Sent/[withheld]/list.pdf; Vale/box.pst/Sent/[withheld]/list copy.pdf");
    EXPECT_EQ(fields(other)["FILEPATH"], "[withheld]/" + other.fileName);  // does not lie where it should
}

TEST_F(LoadFieldsTest, NorTheOneThatItsArchiveCameIn) {
    const auto parent = mail("Settlement strategy", "Counsel thinks that the claim is weak");
    foundAt(parent, "Settlement strategy.eml");
    code(parent, "privilege", "attorney_client");
    documents::Document archive;
    archive.kind = documents::Kind::Container;
    archive.fileName = "papers.zip";
    archive.parent = archive.family = parent.id;
    archive.familyOrder = 1;
    archive = put(archive, {});
    foundAt(archive, "Settlement strategy.eml/papers.zip");
    documents::Document content;
    content.parent = archive.id;
    content = responsive(content, {"list"});
    foundAt(content, "Settlement strategy.eml/papers.zip/2023/list.pdf");
    EXPECT_EQ(fields(content)["FILEPATH"], "[withheld]/papers.zip/2023/list.pdf");
}

TEST(LoadFields, StandardFieldsAreKnownAndAnUnknownOneIsRefused) {
    for (const auto& name : standardFields()) EXPECT_THAT(knownFields(), testing::Contains(name));
    PlannedDocument planned;
    FieldContext context;
    context.planned = &planned;
    const auto values = fieldValues({"BEGBATES", "SECRETS"}, context);
    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace redwell::production
