// What tests that see Asio read, precompiled once (harness/prefix.hpp says more).
#pragma once

#include "net/prefix.hpp"
#include "support/prefix.hpp"
