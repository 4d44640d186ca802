"""Local history. For the form see demo_texts/__init__.py."""

TEXT = """\
? Who was the M. H. who signed the roof beam? #people #building
  During the work on the roof we found "M. H. 1794" cut into the third beam from the north. None of the owners
  had these initials.
> Carpenters signed more often than owners. Matthes Hollender built two barns in the valley in these years;
  his mark is at the church, with the same open H.
> The church accounts pay a Hollender in 1793 for oak. I can send a photograph of the page.

? When did the mill change from rye to wheat? #milling #economy
  The stones and the sieves suggest the middle of the nineteenth century. Is there anything in writing?
> The tithe lists stop naming rye in 1856. The year before, the railway reached the town, and wheat became
  cheap.

? Does anybody have photographs from the flood of 1938? #photographs #flood
  For the exhibition I have two pictures of the yard under water. I am looking for the bridge.
> In my parents' album there is one from the other bank with the bridge already gone. I can bring the album,
  but I would not leave it.
> The town archive has six glass plates under "weather", which is why nobody finds them.

? How do I read this entry in the parish book? #reading #sources
  It looks like "Mühlarzt". A doctor for mills?
> That is exactly it: a millwright. In our valley they were called so until about 1900.

? Where are the account books of 1900 to 1923? #sources #archive
  The shelf jumps from volume nine to volume fourteen.
> They were lent to the university in 1978, and the slip is in the box. I have written three times; perhaps a
  letter from the association would help.

! The house chronicle is complete in the database #archive #sources
  All 412 pages are photographed and named, and 230 of them are typed. Anybody who can read old hands and has
  an evening a week is welcome. You will get a page with a good story first.
> I can do two pages a week. Please not the inventories.

? What did a miller earn in 1930? #economy #people
  My father always said that millers were rich, and he was the son of one.
> The tax roll puts ours between the teacher and the innkeeper. Rich in flour, he used to say, and poor in
  coins.

? Is the story of the buried silver true? #legends
  Each year a visitor arrives with a metal detector in the boot.
> It appears for the first time in a newspaper of 1926, three weeks before the summer fair. I leave the
  conclusion to you.

? Which archive would have the water rights? #water #sources
  We need the oldest document about the height of the weir, for the authorities.
> The state archive, holdings of the domain chamber, under fisheries and not under mills. Ask for the file on
  the quarrel of 1743; it has a drawing.
> Bring a tape measure: the mark on the bridge pier is mentioned in it, and it is still there.

? How should we name people in the panels? #exhibition #people
  May we print full names of those who worked here in the sixties? Some are alive.
> Ask them or their families, and print only what they agree to. For two of them it became the best
  conversation of the year.

? Recording memories: which questions work? #interviews
  I will visit Mrs Adler, who is ninety-three and was a maid here. I do not want to come with a questionnaire.
> Take three objects and no questions. The sieve, the bread stamp, a photograph. Then wait.
> And ask at the end who else you should visit. There is always one more name, and often there is not much
  time.

? Old measures: how large was our bushel? #measures #economy
  The books say "bushel", and the numbers make no sense with the modern one.
> The valley used the town's measure, about forty-three litres for wheat, heaped more for oats. There is a
  stamped one in the tower.

? The date over the door is wrong, isn't it? #building
  It says 1687, and the guides say so too. The stone looks much younger.
> The stone is from the renovation of 1887, and the carver seems to have copied an eight as a six. The first
  mention is of 1702.

? Which families came to the valley after the war? #people #interviews
  A school project asks where the families of the class came from. Eleven children, eleven answers.
> The housing lists of 1946 name places of origin. The archive gives them out for schools without the names;
  ask for the short form.

! A walk along the old leat #walk #water
  On the first Sunday in May we walk from the upper weir to the tail water, two hours, flat. I will tell about
  the quarrel of the two millers at the place where they threw stones at each other.
> Is it possible with a pushchair? My smallest one likes quarrels.

? How do we scan large plans? #archive #skills
  The plan of 1834 is a metre and a half wide and cracked along the folds.
> Do not scan it. Photograph it flat under glass in four parts, with the camera on the beam, and let me join
  them. I have done the same with the map of the commons.

? What was the small room under the stairs for? #building
  It has a bench, no window and a hatch at the height of the head.
> The customers waited there: flour came through the hatch, so that nobody had to enter the mill. The bench is
  polished by two hundred years of waiting.

? Can I publish letters of my great-uncle? #sources #publishing
  He wrote from here to his sister from 1915 to 1917. Both died long ago. I have the letters; she had
  children.
> Ask her family as well, out of courtesy. Then put them beside the roll of the parish; together they would be
  a small book.

? Did women own the mill? #people #women
  In the land register there is a widow between two men, and I would like to know more about her.
> Three of them, for fifty-one years in all. For the second one, Margarethe, we have the whole correspondence
  with the grain dealers. She did not lose one case.

? Spelling of the brook: Lauter or Luter? #names
  We have four spellings on five panels.
> Lauter for today, the old form in quotations only. There is a note about it in the style sheet, which I
  admit nobody has read.

? A box of glass negatives in the attic #photographs #archive
  Forty plates, wrapped in a newspaper of 1911. May I simply look at them against the light?
> Wear gloves, do not wipe, keep the newspaper. I will bring a light table on Thursday. Please open nothing
  before.

! Reading evening: the hungry years #evening #sources
  We read from letters and minutes of 1846 and 1847, with barley bread from the bakehouse. Twenty seats in the
  waiting room under the stairs and more on the stairs themselves.
> I have kept one of the slices as evidence.
"""
