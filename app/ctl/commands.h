// The commands of redwellctl: each adds itself to the program and runs when it was the one given. One function a topic.
#pragma once

#include "app/ctl/session.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace redwell::ctl {

// run is called after parsing; what it returns is the exit code.
struct Program {
    CLI::App& app;
    Options& options;
    std::function<int()>& run;

    // A command that works on a case, which is its first argument.
    CLI::App* onCase(const std::string& name, const std::string& about);
    CLI::App* command(const std::string& name, const std::string& about);
    // What the command does; an Error ends the program with its message.
    void does(CLI::App* command, std::function<Result<int>()> work);
};

void addCaseCommands(Program& program);        // new, status, audit, backup, password
void addEvidenceCommands(Program& program);    // ingest, exceptions, inspect, import
void addReadingCommands(Program& program);     // documents, search, terms, messages
void addPeopleCommands(Program& program);      // people
void addThreadCommands(Program& program);      // threads, duplicates
void addReviewCommands(Program& program);      // code, annotate, redact, correct, compare, settle
void addProductionCommands(Program& program);  // produce, verify, privilege-log

}  // namespace redwell::ctl
