// A small case whose documents are coded, redacted and planned by name.
#pragma once

#include "documents/original_rows.h"
#include "production/plan.h"
#include "redaction/finder.h"
#include "redaction/redactions.h"
#include "review/coding.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::production {

class PlannedCase : public support::SmallCase {
protected:
    void code(const documents::Document& d, const std::string& field, const std::string& value) {
        const auto changed = write([&](casefile::Database& database) {
            const std::vector<review::Assignment> assignments = {{field, value}};
            return review::CodingStore(database).change(std::vector{d.id}, assignments, "Ann");
        });
        ASSERT_TRUE(changed) << changed.error().message();
    }
    documents::Document responsive(documents::Document wanted, const std::vector<std::string>& pages,
                                   const std::vector<documents::Message>& messages = {}) {
        auto d = put(std::move(wanted), pages, messages);
        code(d, "responsiveness", "responsive");
        return d;
    }
    documents::Document responsive(const std::string& text) { return responsive({}, {text}); }
    // A document whose file has these bytes.
    documents::Document ofBytes(const std::string& bytes) {
        documents::Document d;
        d.sha256 = sha256(bytes);
        EXPECT_TRUE(write([&](casefile::Database& database) {
            return documents::keepOriginal(database, {d.sha256, std::string(40, 'c'), md5Hex(bytes), 4711});
        }));
        return d;
    }
    documents::Document attachment(const documents::Document& parent, int order, const std::string& text) {
        documents::Document wanted;
        wanted.parent = parent.id;
        wanted.family = parent.id;
        wanted.familyOrder = order;
        return put(wanted, {text});
    }
    // Where it was found: in its parent, as whatever is taken out of a file.
    void foundAt(const documents::Document& d, const std::string& path) {
        ASSERT_TRUE(write([&](casefile::Database& database) {
            return database.run("UPDATE documents SET source_path = :path WHERE id = :id",
                                {{":path", path}, {":id", d.id.value}});
        }));
    }
    // Covers every place of a phrase.
    void redact(const documents::Document& d, const std::string& phrase, const std::string& reason = "Privileged") {
        const auto done = write([&](casefile::Database& database) -> Result<std::int64_t> {
            REDWELL_TRY(const auto found, redaction::findText(database, std::vector{d.id}, phrase));
            std::vector<redaction::Redaction> all;
            for (const auto& place : found)
                for (const auto& box : place.boxes) {
                    redaction::Redaction one;
                    one.document = d.id;
                    one.page = place.page;
                    one.box = box;
                    one.reason = reason;
                    all.push_back(one);
                }
            return redaction::RedactionStore(database).add(all, "Ann");
        });
        ASSERT_TRUE(done) << done.error().message();
    }
    static Specification specification(const std::string& more = {}) {
        const auto s = Specification::fromJson(R"({"volume": "VOL001", "bates": {"prefix": "M-", "digits": 4})" +
                                               (more.empty() ? more : ", " + more) + "}");
        EXPECT_TRUE(s) << s.error().message();
        return s ? *s : Specification{};
    }
    Plan planOf(const Specification& s = specification()) {
        auto made = plan(*m_case, s);
        EXPECT_TRUE(made) << made.error().message();
        return made ? std::move(*made) : Plan{};
    }
    static const PlannedDocument* planned(const Plan& plan, const documents::Document& d) {
        for (const auto& one : plan.documents)
            if (one.document.id == d.id) return &one;
        return nullptr;
    }
    // "kind control number", with "!" where it blocks.
    static std::vector<std::string> conflicts(const Plan& plan) {
        std::vector<std::string> all;
        for (const auto& c : plan.conflicts) all.push_back(c.kind + " " + c.controlNumber + (c.blocks ? "!" : ""));
        return all;
    }
};

}  // namespace redwell::production
