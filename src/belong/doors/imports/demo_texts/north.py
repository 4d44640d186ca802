"""The northern chapter. For the form see demo_texts/__init__.py."""

TEXT = """\
! A northern chapter: who is in? #chapter
  Nine of us live more than an hour from the mill and meet there by chance. Let us meet here, every second
  month, and travel together for the big days.
> In, gladly. My kitchen has room for twelve if nobody minds the cat.

? Where could we meet in winter? #meeting
  The café closes at six from November. My living room takes eight.
> The parish hall costs little for associations, and it has an oven that nobody uses. I have asked: Thursdays
  are free.

? Shared car for the harvest weekend #travel #harvest
  Three of us would like to go on Saturday morning and come back on Sunday evening. Has anybody got room, or a
  larger car?
> Four seats from the station at seven. Boots in the boot, please.
> I could bring the van of the choir for the price of the fuel. Then we could take the baskets, too.

? May the chapter have its own newsletter? #communication
  Half of what reaches us from the mill is about rotas that we cannot fill.
> Rather one page every two months, with what is here and what is worth the journey. I would write it for a
  year.

! We baked forty loaves #baking
  The parish hall smelled of bread until Sunday, and the vicar has asked for a date in spring. Eleven people
  came who had never heard of the mill. Four of them left an address.
> Two of them came to the meeting on Thursday. It was the crust, they said.

? How do we pay small expenses? #money
  Flour, the key of the hall, stamps. I have forty euros in receipts in a jar.
> Send them to the treasurer at the end of each quarter with one line each. Up to fifty a quarter nobody has
  to ask first.

? Who can show an old loom? #ideas
  A member has inherited one in pieces. It is no mill, but it turns.
> My aunt wove until last year. She would come, if somebody carries her chair up the steps.

? A talk about orchards here in the north? #talks
  The garden club offers its hall and forty people. We would need a speaker in March.
> The orchard group lends people gladly. Ask for the talk about unnamed apples: it has pictures, and it ends
  with tasting.

? How do newcomers find us? #welcome
  Today somebody stood outside the hall and did not dare to come in because there was no sign.
> I have painted one. And from now on one of us stands at the door for the first fifteen minutes.
> Put our dates into the list of the library as well. Half of my acquaintances found us there.

! Two years of the northern chapter #chapter #anniversary
  Nine became twenty-three. We have met twelve times, baked four times and travelled six times. Thank you for
  the rides, the chairs and the cat.

? Can we bring the wheel model to the fair? #fair #sharing
  Our stall has a table and bread. Something that moves would help.
> If one of the guides comes with it, yes. I have asked, and she would like to see the sea.

? Which train still connects on Sundays? #travel
  After the new timetable I stood for an hour at the junction.
> Take the 8:12 and change one stop earlier, across the platform. It looks wrong and works.

? A key for the hall: who keeps it? #meeting
  The warden wants one name, not four.
> Put mine. I live opposite, and I am always too early anyway.

? What shall we show on the chapters' day? #chapter #ideas
  Each chapter gets ten minutes and two metres of wall.
> The jar with the receipts, the sign, and forty photographs of crusts. That is who we are.
"""
