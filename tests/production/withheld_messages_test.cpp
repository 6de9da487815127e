// A thread with counsel of which one mail is withheld and another, with all of it below, goes out.
#include "production/withheld_messages.h"

#include "planned_case.h"
#include "production/ledger.h"
#include "production/privilege_log.h"
#include "production/secrets.h"
#include "review/message_calls.h"

namespace redwell::production {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kAdvice = "Our advice is to keep the harbour ledgers and to tell nobody of the claim.";
const std::string kQuestion = "Shall we hand the harbour ledgers to the auditors before the summer ends?";

class ThreadWithCounsel : public PlannedCase {
protected:
    struct Line {
        std::string from, body;
    };
    // A mail whose first line is its own message; each takes a line for who wrote and one for what.
    documents::Document mail(const std::vector<Line>& lines) {
        std::string page;
        std::vector<documents::Message> messages;
        double y = 72;
        for (const auto& line : lines) {
            page += line.from + " wrote:\n" + line.body + "\n";
            documents::Message m;
            m.from = line.from;
            m.body = line.body;
            m.page = 1;
            m.depth = static_cast<int>(messages.size());
            m.regions = {{1, {70, y - 1, 610, y + 31}}};
            messages.push_back(m);
            y += 40;
        }
        documents::Document wanted;
        wanted.kind = documents::Kind::Mail;
        wanted.author = lines.front().from;
        return responsive(wanted, {page}, messages);
    }
    MessageId message(const documents::Document& d, std::size_t ordinal) {
        auto lease = m_case->read();
        return messages::MessageStore(**lease).ofDocument(d.id)->at(ordinal - 1).id;
    }
    void call(const documents::Document& d, std::size_t ordinal, const std::string& privilege) {
        const auto done = write([&](casefile::Database& database) {
            const std::vector<review::Assignment> assignments = {{"privilege", privilege}};
            return review::MessageCalls(database).change(std::vector{message(d, ordinal)}, assignments, "Ann");
        });
        ASSERT_TRUE(done) << done.error().message();
    }
    void link(const documents::Document& first, std::size_t ordinal, const documents::Document& other,
              std::size_t otherOrdinal) {
        for (const auto& id : {message(first, ordinal), message(other, otherOrdinal)})
            ASSERT_TRUE(write([&](casefile::Database& database) {
                return database.run("INSERT OR REPLACE INTO message_links(message_id, same_as) VALUES (:id, :same)",
                                    {{":id", id.value}, {":same", message(first, ordinal).value}});
            }));
    }
    // Ordinals of the messages that stop the document.
    std::vector<int> stopped(const documents::Document& d) {
        std::vector<int> ordinals;
        for (const auto& one : planOf().conflicts)
            if (one.kind == "quoted_privilege" && one.controlNumber == d.controlNumber) {
                EXPECT_TRUE(one.blocks);
                ordinals.push_back(std::stoi(one.what.substr(std::string("holds message ").size())));
            }
        return ordinals;
    }
    std::vector<std::string> foundIn(const std::string& text) {
        const auto secrets = Secrets::of(*m_case, planOf());
        EXPECT_TRUE(secrets) << secrets.error().message();
        std::vector<std::string> all;
        if (secrets)
            for (const auto* secret : secrets->foundIn(text, {})) all.push_back(secret->folded);
        return all;
    }

    documents::Document withheld, goesOut;
    void SetUp() override {
        PlannedCase::SetUp();
        withheld = mail({{"Reyl", kAdvice}, {"Vale", kQuestion}});
        code(withheld, "privilege", "attorney_client");
        goesOut = mail({{"Okonjo", "Read, will comply."}, {"Reyl", kAdvice}, {"Vale", kQuestion}});
    }
};

TEST_F(ThreadWithCounsel, EveryWithheldMessageThatStandsOpenlyIsAConflictOfItsOwn) {
    EXPECT_THAT(stopped(goesOut), ElementsAre(2, 3));
}

TEST_F(ThreadWithCounsel, OnlyItsOwnRedactionsSettleOne) {
    redact(goesOut, "comply");
    EXPECT_THAT(stopped(goesOut), ElementsAre(2, 3)) << "a box that has nothing to do with them";
    redact(goesOut, kQuestion);
    EXPECT_THAT(stopped(goesOut), ElementsAre(2));
    redact(goesOut, "Our advice is to keep the harbour ledgers and to tell");
    EXPECT_THAT(stopped(goesOut), ElementsAre(2)) << "a part of it is legible";
    redact(goesOut, "nobody of the claim");
    EXPECT_THAT(stopped(goesOut), IsEmpty()) << "who wrote it stays, as in the log";
}

TEST_F(ThreadWithCounsel, CodingTheDocumentThatQuotesItLetsNothingGo) {
    code(goesOut, "privilege", "none");
    EXPECT_THAT(stopped(goesOut), ElementsAre(2, 3));
}

TEST_F(ThreadWithCounsel, ACallOnTheVeryMessageLetsItGo) {
    call(goesOut, 2, "none");
    call(goesOut, 3, "none");
    EXPECT_THAT(stopped(goesOut), IsEmpty());
}

TEST_F(ThreadWithCounsel, ACallOnTheQuotationThatIsWithheldLetsOnlyThatGo) {
    link(withheld, 2, goesOut, 3);
    call(withheld, 2, "none");
    EXPECT_THAT(stopped(goesOut), ElementsAre(2));
}

TEST_F(ThreadWithCounsel, WhatIsOnlyQuotedGoesWhereItsOwnDocumentIsCodedNotPrivileged) {
    const auto question = mail({{"Vale", kQuestion}});
    link(question, 1, withheld, 2);
    link(question, 1, goesOut, 3);
    EXPECT_THAT(stopped(question), ElementsAre(1)) << "nobody has said that it may go";
    code(question, "privilege", "none");
    EXPECT_THAT(stopped(question), IsEmpty());
    EXPECT_THAT(stopped(goesOut), ElementsAre(2));
}

TEST_F(ThreadWithCounsel, TheSameMessageInOtherWordsIsKnownByItsLink) {
    const auto reread = mail({{"Okonjo", "See below."}, {"Reyl", "0ur advice is t0 keep the harb0ur ledgers."}});
    EXPECT_THAT(stopped(reread), IsEmpty());
    link(withheld, 1, reread, 2);
    EXPECT_THAT(stopped(reread), ElementsAre(2));
}

TEST_F(ThreadWithCounsel, AMessageThatIsCoveredAsPrivilegedIsNotToStandOpenlyElsewhere) {
    const std::string list = "Privately: the list of what we would settle for is in the second drawer.";
    const auto covered = mail({{"Okonjo", list}}), open = mail({{"Vale", "Fine."}, {"Okonjo", list}});
    redact(covered, list, "Personal data");
    EXPECT_THAT(stopped(open), IsEmpty());
    redact(covered, list, "Privileged");
    EXPECT_THAT(stopped(open), ElementsAre(2));
}

TEST_F(ThreadWithCounsel, WithoutAPlaceOnAPageItSaysToWithhold) {
    documents::Message quoted;
    quoted.body = kAdvice;
    const auto unread = responsive({}, {"a picture"}, {quoted});
    const auto p = planOf();
    const auto found = std::ranges::find(p.conflicts, unread.controlNumber, &PlanConflict::controlNumber);
    ASSERT_NE(found, p.conflicts.end());
    EXPECT_THAT(p.conflicts, Contains(testing::Field(&PlanConflict::what, HasSubstr("no place on a page"))));
}

TEST_F(ThreadWithCounsel, ItsTextIsLookedForInWhatGoesOut) {
    EXPECT_THAT(foundIn("As said, " + kAdvice), Not(IsEmpty()));
    EXPECT_THAT(foundIn(kQuestion), Not(IsEmpty()));
    EXPECT_THAT(foundIn("Reyl wrote: Read, will comply. Okonjo wrote:"), IsEmpty());
    call(goesOut, 2, "none");
    EXPECT_THAT(foundIn(kAdvice), IsEmpty());
    EXPECT_THAT(foundIn(kQuestion), Not(IsEmpty()));
}

TEST_F(ThreadWithCounsel, AMessageCalledPrivilegedIsLookedForInItsOwnDocumentToo) {
    const std::string body = "Counsel would rather see the third draft of the lease before Friday noon.";
    const auto d = mail({{"Vale", body}});
    EXPECT_THAT(foundIn(body), IsEmpty());
    call(d, 1, "work_product");
    EXPECT_THAT(foundIn(body), Not(IsEmpty()));
}

// The privilege of a document that goes out redacted.
class RedactedPrivilege : public ThreadWithCounsel {
protected:
    static Specification producing() { return specification(R"("redacted_privileged": "produce")"); }
    static std::vector<std::string> of(const Plan& p, const documents::Document& d) {
        std::vector<std::string> all;
        for (const auto& c : p.conflicts)
            if (c.controlNumber == d.controlNumber) all.push_back(c.kind + (c.blocks ? "!" : ""));
        return all;
    }
    void seal(const Plan& p) {
        ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
            REDWELL_TRY(const auto id, Ledger(database).begin(p, "/out/VOL001", "Ann"));
            return Ledger(database).seal(id, "hash");
        }));
    }
    std::map<std::string, PrivilegeLogEntry> log() {
        const auto made = privilegeLog(*m_case);
        EXPECT_TRUE(made) << made.error().message();
        std::map<std::string, PrivilegeLogEntry> all;
        for (const auto& entry : *made) all[entry.control] = entry;
        return all;
    }
};

TEST_F(RedactedPrivilege, LeavesOnlyWhereTheSpecificationSaysSo) {
    code(goesOut, "privilege", "attorney_client");
    redact(goesOut, kAdvice);
    redact(goesOut, kQuestion);
    EXPECT_EQ(planned(planOf(), goesOut)->treatment, Treatment::Withheld);
    const auto p = planOf(producing());
    EXPECT_EQ(planned(p, goesOut)->treatment, Treatment::Redacted);
    EXPECT_EQ(planned(p, withheld)->treatment, Treatment::Withheld) << "no redaction claims its privilege";
    EXPECT_THAT(of(p, goesOut), ElementsAre("redacted_privilege"));
    seal(p);
    auto entries = log();
    EXPECT_EQ(entries[goesOut.controlNumber].treatment, "Redacted");
    EXPECT_EQ(entries[goesOut.controlNumber].basis, "Attorney-client");
    EXPECT_EQ(entries[goesOut.controlNumber].bates, "M-0001");
    EXPECT_EQ(entries[withheld.controlNumber].treatment, "Withheld in full");
}

TEST_F(RedactedPrivilege, ARedactionForAnotherReasonDoesNotReleaseIt) {
    code(goesOut, "privilege", "attorney_client");
    redact(goesOut, "comply", "Personal data");
    EXPECT_EQ(planned(planOf(producing()), goesOut)->treatment, Treatment::Withheld);
}

TEST_F(RedactedPrivilege, WhatItQuotesOfAWithheldMailStillHasToBeCovered) {
    code(goesOut, "privilege", "attorney_client");
    redact(goesOut, kAdvice);
    const auto p = planOf(producing());
    EXPECT_THAT(of(p, goesOut), Contains("quoted_privilege!"));
}

TEST_F(RedactedPrivilege, ItsAttachmentHasNoWithheldParent) {
    code(goesOut, "privilege", "attorney_client");
    redact(goesOut, kAdvice);
    redact(goesOut, kQuestion);
    const auto attached = attachment(goesOut, 1, "the timetable");
    EXPECT_THAT(of(planOf(), attached), Contains("withheld_parent!"));
    EXPECT_THAT(of(planOf(producing()), attached), Not(Contains("withheld_parent!")));
}

TEST_F(RedactedPrivilege, TakesItsBasisFromWhatItsMessagesAreElsewhere) {
    redact(goesOut, kAdvice);
    redact(goesOut, kQuestion);
    EXPECT_EQ(log()[goesOut.controlNumber].basis, "Attorney-client");
    EXPECT_THAT(of(planOf(), goesOut), Not(Contains("no_basis")));
}

TEST_F(RedactedPrivilege, TakesItsBasisFromTheCallsOnTheMessagesThatAreCovered) {
    const auto d = mail({{"Okonjo", "The first draft is with the printers now."}, {"Vale", "Thank you, that is all."}});
    call(d, 1, "work_product");
    call(d, 2, "common_interest");
    redact(d, "The first draft is with the printers now");
    EXPECT_EQ(log()[d.controlNumber].basis, "Work product");
}

TEST_F(RedactedPrivilege, WithoutABasisThePreviewAsksForOne) {
    const auto d = mail({{"Okonjo", "The second draft is with the printers now."}});
    redact(d, "second draft");
    EXPECT_THAT(of(planOf(), d), Contains("no_basis"));
    EXPECT_EQ(log()[d.controlNumber].basis, "Privileged (redacted)");
    redact(d, "printers", "Attorney-client privilege");
    EXPECT_THAT(of(planOf(), d), Not(Contains("no_basis")));
    EXPECT_EQ(log()[d.controlNumber].basis, "Attorney-client privilege");
}

}  // namespace
}  // namespace redwell::production
