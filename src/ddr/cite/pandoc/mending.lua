-- Puts what the citation processor returns in order, for the writer of citations and for the filter
-- of whole documents: commas and full stops at quotations, joiners, what formats read otherwise.

-- What the citation processor returns is put in order as plain tables, in the form of pandoc's
-- JSON: walking pandoc's own elements from Lua costs more than all else.

local FIELD = {Span = 2, Link = 2, Quoted = 2, Cite = 2}
local WHOLE = {Emph = true, Strong = true, Underline = true, SmallCaps = true, Superscript = true,
               Subscript = true, Strikeout = true}

-- The inlines that an inline holds, or nil.
local function content(inline)
  local at = FIELD[inline.t]
  return at and inline.c[at] or WHOLE[inline.t] and inline.c or nil
end

local function set_content(inline, inlines)
  local at = FIELD[inline.t]
  if at then inline.c[at] = inlines else inline.c = inlines end
end

local SPACES = {Space = true, SoftBreak = true, LineBreak = true}

local function plain(inlines)
  local texts = {}
  for at, inline in ipairs(inlines) do
    texts[at] = inline.t == "Str" and inline.c or SPACES[inline.t] and " "
                or plain(content(inline) or {})
  end
  return table.concat(texts)
end

-- After a title that ends in a mark of its own stands a word joiner, which keeps the citation
-- processor from dropping the comma that follows; a full stop is too much there, as is the joiner.
local JOINER = "\u{2060}"

local OPENING, CLOSING = {["“"] = true, ["‘"] = true}, {["”"] = true, ["’"] = true}

-- Puts a mark before all closing marks of a piece that ends with a quotation; returns false if it
-- ends otherwise or has a mark there. The citation processor makes a span of each quotation.
local function put_inside(inline, mark)
  local inner = content(inline)
  if inline.t == "Link" or not inner or #inner == 0 then return false end
  local last = #inner
  local quoted = inline.t == "Span" and last > 2 and OPENING[inner[1].c] and CLOSING[inner[last].c]
  if quoted then last = last - 1 end
  if put_inside(inner[last], mark) then return true end
  if not quoted or plain({inner[last]}):match("[.,;:?!]$") then return false end
  table.insert(inner, last + 1, {t = "Str", c = mark})
  return true
end

-- Whether a piece ends with a joiner, be it inside a quotation.
local function joins(inline)
  local text = plain({inline})
  for mark in pairs(CLOSING) do
    if text:sub(-#mark) == mark then text = text:sub(1, -#mark - 1) end
  end
  return text:sub(-#JOINER) == JOINER
end

-- What follows a title and is no part of it, such as our translation, is known by its first sign.
local ASIDE = "\u{E004}"

-- Moves it out of the quotation or the italics of the title, with the mark that ends them.
local function apart(inlines)
  local done = {}
  for _, inline in ipairs(inlines) do
    local inner, from = content(inline), nil
    table.insert(done, inline)
    if inner then
      inner = apart(inner)
      set_content(inline, inner)
      for at, part in ipairs(inner) do
        if inline.t ~= "Link" and content(part) and plain({part}):sub(1, #ASIDE) == ASIDE then
          from = at
        end
      end
    end
    local opened = inner and #inner > 0 and OPENING[inner[1].c]
    if from and from > (opened and 2 or 1) and (inline.t == "Emph" or opened) then
      local last = #inner
      if CLOSING[inner[last].c] then last = last - 1 end
      local spaced = inner[from - 1].t == "Space"
      if spaced then table.insert(done, {t = "Space"}) end
      for _ = from, last do table.insert(done, table.remove(inner, from)) end
      if spaced then table.remove(inner, from - 1) end
    end
  end
  return done
end

-- Puts commas and full stops in their places at the ends of quotations and of titles, and before a
-- link what announces it.
local function punctuated(inlines, inside, announced)
  local done = {}
  for _, inline in ipairs(inlines) do
    local inner = content(inline)
    if inner then set_content(inline, punctuated(inner, inside, announced)) end
    local before = inline.t == "Link" and announced(inline.c[3][1]) or ""
    if before ~= "" then
      table.insert(done, {t = "Str", c = before})
      table.insert(done, {t = "Space"})
    end
    table.insert(done, inline)
  end
  for at = 1, #done - 1 do
    local after = done[at + 1]
    local mark = after.t == "Str" and after.c:match("^[.,]")
    if mark == "." and joins(done[at]) or mark and inside and put_inside(done[at], mark) then
      after.c = after.c:sub(2)
    end
  end
  return done
end

-- Puts dates that are marked as uncertain in square brackets instead: in a list the first, all of
-- it, to the closing parenthesis; in the text the year of each. Returns whether a list is done.
local function bracketed(inlines, listed)
  local open = 0
  for at, inline in ipairs(inlines) do
    local inner, text = content(inline), inline.t == "Str" and inline.c or ""
    if inner and bracketed(inner, listed) then return true end
    local year = inlines[at + 2] and inlines[at + 2].t == "Str" and inlines[at + 2].c or ""
    if open == 0 and text:match(listed and "^%(ca%.$" or "ca%.$") and year:match("^%d%d%d%d") then
      open = at + 2
      inline.c = text:sub(1, -4)
      inlines[open].c = listed and "[" .. year or year:gsub("^(%d+%l?)", "[%1]")
      table.remove(inlines, at + 1)
      if not listed then open = 0 end
    elseif open > 0 and text:find(")", 1, true) then
      inline.c = text:gsub("%)", "])", 1)
      return true
    end
  end
  return open > 0
end

-- Layout and case marks dropped, their text kept; neighbouring strings as one, since what a writer
-- must escape may span two; spaces single.
local function joined(inlines, dropped, done)
  done = done or {}
  for _, inline in ipairs(inlines) do
    local inner, last = content(inline), done[#done]
    if inner and dropped[inline.t] then
      if inline.t == "Span" then
        for _, class in ipairs(inline.c[1][2]) do
          if class == "csl-left-margin" then table.insert(inner, {t = "Space"}) end
        end
      end
      joined(inner, dropped, done)
    elseif inline.t == "Str" and last and last.t == "Str" then
      last.c = last.c .. inline.c
    elseif inline.t ~= "Space" or not last or last.t ~= "Space" then
      if inner then set_content(inline, joined(inner, dropped)) end
      table.insert(done, inline)
    end
  end
  return done
end

local function without_joiners(inlines)
  for _, inline in ipairs(inlines) do
    if inline.t == "Str" then
      inline.c = inline.c:gsub(JOINER .. "%.", ""):gsub(JOINER, ""):gsub("\u{E002}", "-")
                         :gsub("\u{E003}", " "):gsub(ASIDE, "")
    elseif content(inline) then
      without_joiners(content(inline))
    end
  end
  return inlines
end

-- Blocks, each list of inlines in them, notes included, made anew by a function.
local function with_inlines(blocks, made)
  for _, block in ipairs(blocks) do
    if block.t == "Plain" or block.t == "Para" then
      block.c = made(block.c)
      for _, inline in ipairs(block.c) do
        if inline.t == "Note" then with_inlines(inline.c, made) end
      end
    elseif block.t == "BlockQuote" then
      with_inlines(block.c, made)
    elseif block.t == "Div" then
      with_inlines(block.c[2], made)
    end
  end
end

-- Blocks, with their date in square brackets.
local function with_date_supplied(blocks, listed)
  local document = pandoc.json.decode(pandoc.write(pandoc.Pandoc(blocks), "json"), false)
  with_inlines(document.blocks, function(inlines)
    bracketed(inlines, listed)
    return inlines
  end)
  return pandoc.read(pandoc.json.encode(document), "json").blocks
end

-- A filter that writes what stands between the two captures of a pattern as raw markup, where it
-- is wanted.
local function raw(pattern, format, markup, wanted)
  local function str(element)
    local text, pieces, at = element.text, pandoc.Inlines{}, 1
    for from, to in text:gmatch(pattern) do
      if not wanted or wanted(text, from) then
        pieces:insert(pandoc.Str(text:sub(at, from - 1)))
        pieces:insert(pandoc.RawInline(format, markup .. (wanted and text:sub(from, from) or "")))
        at = to
      end
    end
    if at == 1 then return nil end
    pieces:insert(pandoc.Str(text:sub(at)))
    return pieces
  end
  local function link(element) return element, false end
  return {traverse = "topdown", Str = str, Link = link}
end

-- Signs that Org reads as markup, as its entities; where they are doubled, kept apart by a
-- zero-width space, as its manual advises.
local ZERO = "\u{200b}"
local org_entities = {
  ["$"] = "dollar", ["<"] = "lt", [">"] = "gt", ["{"] = "lbrace", ["}"] = "rbrace", ["|"] = "vert",
  ["\\"] = "backslash", ["~"] = "tilde", ["="] = "equal", ["*"] = "ast", ["+"] = "plus",
  ["/"] = "slash",
}
local org_at_edges = "[*/+=~]"

local function org_escaped(text)
  local done = ""
  for at = 1, #text do
    local sign, before, after = text:sub(at, at), text:sub(at - 1, at - 1), text:sub(at + 1, at + 1)
    local opens = before == "" or before:find("[-({'\"\x80-\xff]") or before:find(org_at_edges)
    local closes = after == "" or after:find("[-.,;:!?')}%[\"\x80-\xff]") or after:find(org_at_edges)
    if sign == "/" and before .. after == ":/" or before == "/" and text:sub(at - 2, at - 2) == ":" then
      done = done .. sign
    elseif sign:find(org_at_edges) and not opens and not closes then
      done = done .. sign
    elseif org_entities[sign] then
      done = done .. "\\" .. org_entities[sign] .. "{}"
    elseif sign == "_" or sign == "^" then
      done = done .. sign .. ZERO
    elseif (after == sign and sign:find("[-.@%[]")) or (sign == "[" and after:find("[fc]")) then
      done = done .. sign .. ZERO
    else
      done = done .. sign
    end
  end
  return done
end

local org_signs = "[*/+$<>{}|\\_^~=]"
local escape_org = {
  traverse = "topdown",
  Str = function(element)
    local text = element.text
    if text:find("^%a+://") then return nil end  -- Org makes a link of it
    if text:find(org_signs) or text:find("%-%-") or text:find("%.%.") or text:find("@@")
       or text:find("%[[%[fc]") then
      return pandoc.RawInline("org", org_escaped(text))
    end
  end,
  Link = function(element) return element, false end,
}

-- Typst reads "-?" as a soft hyphen, "-1" as a minus sign and "..." as an ellipsis.
local function typst_shorthand(text, at)
  local before, after = text:sub(at - 1, at - 1), text:sub(at + 1, at + 1)
  if text:sub(at, at) == "." then return text:sub(at, at + 2) == "..." end
  return after == "?" or after:find("%d") and not before:find("[%w\x80-\xff-]")
end

-- What pandoc's own writers leave to be read as something else.
local escapes = {
  org = escape_org,
  markdown = raw("()&()#?%w+;", "markdown", "\\&"),
  latex = raw("()`()", "latex", "\\textasciigrave{}"),
  typst = raw("()[-.]()", "typst", "\\", typst_shorthand),
}

-- Inlines of which only the text is kept.
local no_extensions = {Span = true, Underline = true, SmallCaps = true, Superscript = true,
                       Subscript = true, Strikeout = true}
local no_markup = {Span = true, Link = true}
for name in pairs(WHOLE) do no_markup[name] = true end
local no_spans = {Span = true}

-- Inlines put in order for a format: `markup` is its name without extensions.
local function mender(markup, inside, before_links)
  local dropped = markup == "plain" and no_markup or markup == "markdown" and no_extensions
                  or no_spans
  local function announced(target)
    return before_links[target] and pandoc.utils.stringify(before_links[target]) or ""
  end
  return function(inlines)
    return without_joiners(joined(punctuated(apart(inlines), inside, announced), dropped))
  end
end

return {
  content = content, set_content = set_content, plain = plain, with_inlines = with_inlines,
  escapes = escapes, mender = mender, with_date_supplied = with_date_supplied,
}
