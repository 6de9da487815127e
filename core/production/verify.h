// Reads a production back from its own files. With the case at hand it also knows the secrets: words under redactions,
// the text, titles, participants and hashes of withheld documents; none of them may be found in any channel of any
// file.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "casefile/case.h"
#include "processing/worker_pool.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

struct VerificationFinding {
    std::string kind;  // "unsealed" (the volume was refused or left), "missing_file", "extra_file", "hash",
                       // "load_file", "leak", and those of read_back.h
    std::string file;  // relative to the volume
    int page = 0;
    std::string detail;  // never quotes a secret in full
};

struct Verification {
    int files = 0, documents = 0, pages = 0, secrets = 0;
    std::vector<VerificationFinding> findings;
    bool passed() const { return findings.empty(); }
};

// Beside what a refused production leaves; no part of a volume.
constexpr const char* kFindingsName = "findings.txt";

// The lines of its progress: files are checked one by one, then those with pages are read back.
inline constexpr std::string_view kCheckingFiles = "Checking files", kReadingBack = "Reading back";

// source may be null: then only the volume's own consistency and structure are checked.
Result<Verification> verify(const std::filesystem::path& volume, casefile::Case* source, processing::WorkerPool& pool,
                            Progress& progress, std::stop_token stop);

}  // namespace redwell::production
