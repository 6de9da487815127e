#include "analysis/duplicates.h"

#include "documents/mail_hashes.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::analysis {
namespace {

using documents::Document;

class DuplicatesTest : public support::SmallCase {
protected:
    Document mail(const documents::MailHashes& hashes) {
        Document wanted;
        wanted.kind = documents::Kind::Mail;
        const auto document = put(wanted, {"text"});
        EXPECT_TRUE(write(
            [&](casefile::Database& database) { return documents::MailHashStore(database).put(document.id, hashes); }));
        return document;
    }
    Comparison compare(const Document& a, const Document& b) {
        return *Duplicates(**m_case->read()).compare(a.id, b.id);
    }
};

TEST_F(DuplicatesTest, ThePartsThatDifferAreNamed) {
    const auto a = mail({"b", "h", "r", "a", "d1", "f1", "", false});
    const auto b = mail({"b", "h", "r2", "a2", "d2", "f2", "", false});
    const auto compared = compare(a, b);
    EXPECT_FALSE(compared.areDuplicates);
    EXPECT_EQ(compared.reason, "not duplicates: different in recipients, attachments");
}

TEST_F(DuplicatesTest, EqualPartsAreDuplicatesUnlessTheyProveLittle) {
    const auto a = mail({"b", "h", "r", "a", "d", "f", "", false}), b = mail({"b", "h", "r", "a", "d", "f", "", false});
    EXPECT_TRUE(compare(a, b).areDuplicates);
    const auto weak = mail({"b", "h", "r", "a", "d", "f", "", true});
    EXPECT_FALSE(compare(a, weak).areDuplicates);
}

TEST_F(DuplicatesTest, CopiesKeepTheirCustodiansAndPaths) {
    Document kept;
    kept.custodian = "Vale";
    kept.fileName = "a.pdf";
    const auto first = put(kept, {"text"});
    Document copy;
    copy.custodian = "Okafor";
    copy.fileName = "b.pdf";
    copy.state = documents::State::Duplicate;
    copy.duplicateOf = first.id;
    const auto second = put(copy, {});
    put("something else");
    auto lease = m_case->read();
    Duplicates duplicates(**lease);
    const auto groups = *duplicates.groups();
    ASSERT_EQ(groups.size(), 1u);
    ASSERT_EQ(groups[0].size(), 2u);
    EXPECT_TRUE(groups[0][0].isKept);
    EXPECT_EQ(groups[0][1].custodian, "Okafor");
    EXPECT_EQ(groups[0][1].path, second.sourcePath);
    EXPECT_EQ(duplicates.copiesOf(second.id)->size(), 2u);
}

}  // namespace
}  // namespace redwell::analysis
